/** What the desktop program needs of whoever can fetch and install a newer version of it. */
export interface UpdaterPort {
  /** The newer version, such as `0.2.0`; `undefined`: this one is the newest. Rejects when nobody answers. */
  check(): Promise<string | undefined>;
  /** Rejects when what arrives is not what was announced and signed; nothing is kept then. */
  download(onPercent: (percent: number) => void): Promise<void>;
  /** Ends the program, replaces it and starts the new one. */
  install(): void;
}
