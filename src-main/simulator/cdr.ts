/**
 * CDR output: one comma-separated line for each finished call, CRLF at its end, nothing quoted.
 * Passive: whoever connects listens. Active: the PBX connects out and sends.
 */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** 3CX's default order of fields. */
export const cdrFields = [
  "historyid",
  "callid",
  "duration",
  "time-start",
  "time-answered",
  "time-end",
  "reason-terminated",
  "from-no",
  "to-no",
  "from-dn",
  "to-dn",
  "dial-no",
  "reason-changed",
  "final-number",
  "final-dn",
  "bill-code",
  "bill-rate",
  "bill-cost",
  "bill-name",
  "chain",
  "from-type",
  "to-type",
  "final-type",
  "from-dispname",
  "to-dispname",
  "final-dispname",
  "missed-queue-calls",
] as const;

export type CdrRecord = Readonly<Partial<Record<(typeof cdrFields)[number], string>>>;

/** A name with a comma in it moves all fields behind it, as on a real PBX; line breaks become spaces. */
export function cdrLine(record: CdrRecord): string {
  return `${cdrFields.map((field) => (record[field] ?? "").replaceAll(/[\r\n]+/g, " ")).join(",")}\r\n`;
}

export interface CdrOutput {
  /** Resolves with the port; for active mode with the one that is connected to. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** Sends the line of a finished call to everybody who listens. */
  write(record: CdrRecord): void;
}

export function createCdrOutput(options: {
  readonly mode: "passive" | "active";
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
}): CdrOutput {
  const { mode, host = "127.0.0.1", port } = options;
  return mode === "passive" ? createPassive(host, port) : createActive(host, port);
}

function createPassive(host: string, port: number): CdrOutput {
  const listeners = new Set<Socket>();
  const server = createServer((socket) => {
    listeners.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => listeners.delete(socket));
    socket.resume();
  });
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of listeners) socket.destroy();
      }),
    write: (record) => {
      for (const socket of listeners) socket.write(cdrLine(record));
    },
  };
}

/** One connection for each line: that is how a working receiver of this mode reads them (dorel14/3CX-Cdr-Server). */
function createActive(host: string, port: number): CdrOutput {
  const open = new Set<Socket>();
  return {
    start: async () => port,
    stop: async () => {
      for (const socket of open) socket.destroy();
    },
    write: (record) => {
      const socket = connect({ host, port });
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
      socket.resume();
      socket.end(cdrLine(record));
    },
  };
}
