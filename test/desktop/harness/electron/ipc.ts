// `ipcMain`: what the page's preload script sends.
import { EventEmitter } from "node:events";
import { answer } from "./link.ts";
import { strict } from "./strict.ts";
import { senderOf } from "./window.ts";

const emitter = new EventEmitter();
export const ipcMain = strict("ipcMain", emitter);

answer("message", ({ id, channel, args }: { id: number; channel: string; args: unknown[] }) => {
  const sender = senderOf(id);
  if (sender === undefined) return;
  if (emitter.listenerCount(channel) === 0) throw new Error(`Nobody listens to ${channel}.`);
  emitter.emit(channel, sender, ...args);
});
