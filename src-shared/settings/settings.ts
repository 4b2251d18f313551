/** The settings after reading, checking and filling in defaults: what the rooms get. */
export interface Settings {
  readonly pbx: PbxSettings;
  readonly endpoints: readonly EndpointSettings[];
  readonly recordings: RecordingsSettings;
  readonly server: ServerSettings;
  readonly delivery: DeliverySettings;
  readonly reconcile: ReconcileSettings;
  readonly log: LogSettings;
}

export interface PbxSettings {
  /** https address of the PBX without a path; `undefined` while none is set. */
  readonly url: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly caFile: string | undefined;
  readonly allowSelfSigned: boolean;
  /** IANA name; `undefined`: that of this machine. */
  readonly timezone: string | undefined;
  readonly internalCalls: boolean;
  readonly numbers: "digits" | "as_shown";
  readonly activeCallsPollS: number;
}

export type DialectName = "komplit" | "creomate" | "k2m" | "native";

/** Words that `events =` accepts. `ringing` includes dialing; those from `queued` on exist in the native dialect only. */
export type EventWord =
  | "ringing"
  | "started"
  | "ended"
  | "recording"
  | "queued"
  | "ringing_stopped"
  | "transfer"
  | "voicemail"
  | "chain_ended";

export interface EndpointSettings {
  /** From the section's name: `[endpoint.crm]` is `crm`. */
  readonly name: string;
  readonly url: string;
  readonly recordingUrl: string;
  readonly method: "GET" | "POST";
  readonly dialect: DialectName;
  readonly recordingFullInfo: boolean;
  readonly events: readonly EventWord[];
  /** Patterns as written: `101`, `2xx`, `300-320`, `-101`; empty: everyone. */
  readonly users: readonly string[];
  readonly mirror: boolean;
  /** Header names in lower case. Values may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string | undefined;
  /** Signs too, until `previousSecretUntil` (milliseconds since 1970; `undefined`: as long as it is set). */
  readonly previousSecret: string | undefined;
  readonly previousSecretUntil: number | undefined;
  readonly basicUser: string | undefined;
  readonly basicPassword: string | undefined;
  readonly bearerToken: string | undefined;
  readonly caFile: string | undefined;
  readonly clientCertFile: string | undefined;
  readonly clientKeyFile: string | undefined;
  /** SHA-256 as `AB:CD:…`. */
  readonly acceptFingerprint: string | undefined;
  readonly concurrency: number;
  readonly timeoutS: number;
  readonly retryForH: number;
  /** How many deliveries may wait, and how many million bytes of them. */
  readonly queueRows: number;
  readonly queueMb: number;
}

export interface RecordingsSettings {
  readonly source: "folder" | "pbx" | "off";
  readonly folder: string | undefined;
  readonly storage: string | undefined;
  readonly bitrateKbps: number;
  /** `undefined`: looked for. */
  readonly ffmpeg: string | undefined;
  /** At most: one processor is left to calls. */
  readonly parallel: number;
  readonly keepDays: number;
  /** `HH:MM`, this machine's local time. */
  readonly purgeAt: string;
  readonly publicUrl: string | undefined;
  readonly link: "signed" | "open";
  readonly linkDays: number | undefined;
  readonly settleS: number;
}

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** Plain http on loopback, for recordings only; `undefined`: none. */
  readonly httpPort: number | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly monitor: boolean;
  readonly monitorPassword: string | undefined;
  /** Where the newest version is named; `undefined`: nobody is asked. */
  readonly updateUrl: string | undefined;
}

export interface DeliverySettings {
  readonly durability: "full" | "normal";
  /** `postgres`: workers deliver. Holds from the next start on, as the other two. */
  readonly queue: "local" | "postgres";
  readonly queueUrl: string | undefined;
  /** Its name among the engines that share the database. */
  readonly engine: string;
}

export interface ReconcileSettings {
  readonly nightly: boolean;
  /** `HH:MM`, this machine's local time. */
  readonly at: string;
}

export interface LogSettings {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly keepDays: number;
}
