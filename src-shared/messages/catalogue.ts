/** Every sentence of the engine that a window can show, in English, by its code. */
import { deliveryMessages } from "./delivery-messages.ts";
import { pbxMessages } from "./pbx-messages.ts";
import { programMessages } from "./program-messages.ts";
import { reconcileMessages } from "./reconcile-messages.ts";
import { recordingMessages } from "./recording-messages.ts";
import { settingMessages } from "./setting-messages.ts";

export const messages = {
  ...pbxMessages,
  ...deliveryMessages,
  ...recordingMessages,
  ...reconcileMessages,
  ...settingMessages,
  ...programMessages,
} as const;

export type MessageCode = keyof typeof messages;

export const messageCodes: readonly MessageCode[] = Object.keys(messages).filter(isMessageCode);

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(messages, code);
}
