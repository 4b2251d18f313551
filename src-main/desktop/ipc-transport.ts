/** The engine's end of the desktop windows' channels, over one Electron channel each way. */
import { BrowserWindow, ipcMain, type IpcMainEvent, type WebContents } from "electron";
import {
  ipcClose,
  ipcOpen,
  ipcOpened,
  readIpcClose,
  toEngine,
  toWindow,
} from "../../src-shared/contract/desktop-bridge.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { createEnds } from "../../src-shared/rpc/channel-ends.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";

export interface IpcTransportOptions {
  /** True for addresses of the program's own page. */
  readonly isOwnPage: (url: string) => boolean;
  /** Takes the channel of each page that is opened, and of each that is loaded again. */
  readonly accept: (channel: Channel) => void;
  readonly log: Logger;
}

/** Returns how to stop listening, which ends all channels. */
export function listenForWindows({ isOwnPage, accept, log }: IpcTransportOptions): () => void {
  const lines = new Map<WebContents, Line>();

  function open(contents: WebContents): void {
    lines.get(contents)?.end("lost");
    const line = createLine(contents, () => {
      if (lines.get(contents) === line) lines.delete(contents);
    });
    lines.set(contents, line);
    accept(line.channel);
  }

  function hear(event: IpcMainEvent, text: unknown): void {
    if (!isOwnWindow(event, isOwnPage)) {
      log.warn("A page that is not this program's own tried to reach the engine.");
      return;
    }
    const line = lines.get(event.sender);
    if (typeof text !== "string") return line?.channel.close("malformed");
    if (text === ipcOpen) return open(event.sender);
    const closed = readIpcClose(text);
    if (closed === undefined) line?.take(text);
    else line?.end(closed);
  }

  ipcMain.on(toEngine, hear);
  return () => {
    ipcMain.removeListener(toEngine, hear);
    for (const line of [...lines.values()]) line.channel.close("stopping");
  };
}

/** The main frame of a window of this program, showing its own page (Electron security checklist, 17). */
function isOwnWindow(event: IpcMainEvent, isOwnPage: (url: string) => boolean): boolean {
  const frame = event.senderFrame;
  const window = BrowserWindow.fromWebContents(event.sender);
  return window !== null && frame !== null && frame === window.webContents.mainFrame && isOwnPage(frame.url);
}

interface Line {
  readonly channel: Channel;
  take(text: string): void;
  /** The page is gone or has closed it. */
  end(reason: CloseReason): void;
}

function createLine(contents: WebContents, onEnd: () => void): Line {
  const ends = createEnds(() => {
    contents.removeListener("destroyed", gone);
    contents.removeListener("render-process-gone", gone);
    onEnd();
  });
  const gone = () => ends.end("lost");

  function tell(text: string): void {
    if (!ends.isOver() && !contents.isDestroyed()) contents.send(toWindow, text);
  }

  contents.once("destroyed", gone);
  contents.once("render-process-gone", gone);
  tell(ipcOpened);

  return {
    end: ends.end,
    take: ends.take,
    channel: {
      send: tell,
      onMessage: ends.onMessage,
      onClose: ends.onClose,
      close(reason) {
        tell(ipcClose(reason));
        ends.end(reason);
      },
    },
  };
}
