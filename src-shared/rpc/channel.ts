/** What a transport offers to a peer: texts in both directions, in order, until it is closed. */
import type { CloseReason } from "./close-reason.ts";

export interface Channel {
  /** Without effect once closed. */
  send(text: string): void;
  /** One listener; texts that came before it are handed to it first. */
  onMessage(listener: (text: string) => void): void;
  /** One listener, called once, whoever closed it; at once when it is closed already. */
  onClose(listener: (reason: CloseReason) => void): void;
  close(reason: CloseReason): void;
  /** Characters or bytes that were sent and have not left yet; absent where nobody can tell. */
  buffered?(): number;
}
