/** What a simulated PBX can be told before it starts; each member that is inferred about 3CX is a choice. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Certificate } from "./certificate.ts";
import type { FaultName } from "./faults/fault-name.ts";
import type { PbxModel } from "./model/types.ts";

/** An API client as the administrator adds it under Integrations → API. */
export interface SimClient {
  /** Also the DN of the client's own route point. */
  readonly clientId: string;
  readonly secret: string;
  /** The DNs whose legs it sees, besides its route point. Empty: silence. */
  readonly monitored: readonly string[];
}

export interface TokenStyle {
  readonly format: "jwt" | "opaque";
  /** Unit of `expires_in`: builds before 20.0.9 say minutes (source: 3cx/xapi-tutorial). */
  readonly expiresIn: "seconds" | "minutes";
  readonly lifetimeS: number;
  /** What becomes of an open event socket whose token was replaced or has expired; not documented. */
  readonly socketAfterwards: "stays" | "closes";
}

export const defaultTokenStyle: TokenStyle = {
  format: "jwt",
  expiresIn: "seconds",
  lifetimeS: 3_600,
  socketAfterwards: "stays",
};

export interface SimulatorOptions {
  readonly model: PbxModel;
  readonly clock: Clock;
  /** Numbers in [0, 1); seeded, so that a run can be repeated. */
  readonly random: () => number;
  readonly clients: readonly SimClient[];
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default false: plain http, as on the PBX host itself. */
  readonly tls?: false | Certificate;
  readonly faults?: readonly FaultName[];
  readonly tokenStyle?: Partial<TokenStyle>;
  /** Whether events are counted for each connection or for the PBX as a whole; not documented. */
  readonly sequenceScope?: "connection" | "pbx";
  /** Ends a leg for the command `drop`; false: there is no such leg. Without it every command gets 422. */
  readonly onDrop?: (dn: string, participantId: number) => boolean;
}
