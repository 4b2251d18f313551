/** Two channels as one line: what one hears the other sends, and they end together. */
import type { Channel } from "../../../src-shared/rpc/channel.ts";

export function joinChannels(a: Channel, b: Channel): void {
  a.onMessage((text) => b.send(text));
  b.onMessage((text) => a.send(text));
  a.onClose((reason) => b.close(reason));
  b.onClose((reason) => a.close(reason));
}
