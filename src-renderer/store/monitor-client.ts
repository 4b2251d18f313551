/** What the window needs of its client: to ask, to hear, and to know how the connection is. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { EventOf } from "../../src-shared/rpc/contract-shape.ts";
import type { Client, ClientState } from "../client/client-types.ts";

type WholeClient = Client<typeof contract>;

export type MonitorEvent = EventOf<typeof contract>;
export type ConnectionState = ClientState;
export type MonitorClient = Pick<
  WholeClient,
  "state" | "snapshot" | "heardAtMs" | "subscribe" | "request" | "connectNow"
>;
