/** The desktop window's way to the engine: through the preload script. */
import {
  ipcClose,
  ipcOpen,
  ipcOpened,
  readIpcClose,
  type DesktopBridge,
} from "../../src-shared/contract/desktop-bridge.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import { createEnds } from "../../src-shared/rpc/channel-ends.ts";

export function createIpcChannel(bridge: Pick<DesktopBridge, "send" | "onMessage">): Channel {
  const ends = createEnds();
  const unsent: string[] = [];
  let opened = false;

  const stopListening = bridge.onMessage((text) => {
    if (text === ipcOpened) {
      opened = true;
      for (const waiting of unsent.splice(0)) bridge.send(waiting);
      return;
    }
    // Texts before `opened` belong to the page or connection before this one.
    if (!opened) return;
    const closed = readIpcClose(text);
    if (closed === undefined) return ends.take(text);
    stopListening();
    ends.end(closed);
  });
  bridge.send(ipcOpen);

  function close(reason: CloseReason): void {
    if (ends.isOver()) return;
    stopListening();
    bridge.send(ipcClose(reason));
    ends.end(reason);
  }

  return {
    send(text) {
      if (ends.isOver()) return;
      if (opened) bridge.send(text);
      else unsent.push(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close,
  };
}
