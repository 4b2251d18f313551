/** What the administrator reads when log.db cannot be used as it should. */
import type { StoreFailure } from "../sqlite-worker/failure.ts";

const calm = "Webhooks are delivered all the same.";

/** Why nothing is written at the moment. */
export function writeSentence(path: string, { kind, reason }: StoreFailure): string {
  switch (kind) {
    case "newer":
      return `The delivery log cannot be used: ${reason} ${calm}`;
    case "busy":
      return `Another program holds the delivery log ${path} (${reason}); leave the data folder out of backups and virus scans. ${calm}`;
    case "full":
      return `There is no room on the disk for the delivery log ${path} (${reason}); free some space. ${calm}`;
    case "read-only":
    case "cannot-open":
      return `The delivery log ${path} cannot be written (${reason}); let this user write to it and its folder. ${calm}`;
    case "io":
    case "damaged":
    case "crashed":
    case "refused":
      return `The delivery log ${path} cannot be written (${reason}); check the disk. ${calm}`;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** Why a question to the log has no answer. */
export function readSentence(path: string, { kind, reason }: StoreFailure): string {
  if (kind === "newer") return reason;
  return `The delivery log ${path} cannot be read at the moment (${reason}). Try again; if it stays so, check the disk and the rights of its folder.`;
}

export function setAsideSentence(path: string, aside: { path: string; reason: string }): string {
  return `The delivery log ${path} was damaged (${aside.reason}) and is kept as ${aside.path}; a new one is begun. Check the disk. No webhook is lost by this: what waits for delivery is kept in another file.`;
}
