/** The desktop window's way to the engine: through the preload script. */
import { ipcWords, type DesktopBridge } from "../../src-shared/contract/desktop-bridge.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import { createEnds } from "./channel-ends.ts";

export function createIpcChannel(bridge: Pick<DesktopBridge, "send" | "onMessage">): Channel {
  const ends = createEnds();
  const unsent: string[] = [];
  let opened = false;

  const stopListening = bridge.onMessage((text) => {
    if (text === ipcWords.opened) {
      opened = true;
      for (const waiting of unsent.splice(0)) bridge.send(waiting);
      return;
    }
    // Texts before `opened` belong to the page or connection before this one.
    if (!opened) return;
    if (text !== ipcWords.close) return ends.take(text);
    stopListening();
    ends.end("lost");
  });
  bridge.send(ipcWords.open);

  function close(reason: CloseReason): void {
    if (ends.isOver()) return;
    stopListening();
    bridge.send(ipcWords.close);
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
