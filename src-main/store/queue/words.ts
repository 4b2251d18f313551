/** What the administrator reads when queue.db cannot be used as it should. */
import type { StoreFailure } from "../sqlite-worker/failure.ts";
import type { StoreAlarmKind } from "../types.ts";
import type { OpenedQueue } from "./types.ts";

/** Why the program cannot start. */
export function cannotOpenSentence(path: string, { kind, reason }: StoreFailure): string {
  switch (kind) {
    case "newer":
      return reason;
    case "busy":
      return `The file ${path} is held by another program (${reason}). Stop that program, such as a backup, and start again.`;
    case "full":
      return `There is no room on the disk for ${path} (${reason}). Free some space and start again.`;
    case "read-only":
      return `The file ${path} cannot be written (${reason}). Let this user write to it and its folder, or choose another folder with --data.`;
    case "cannot-open":
    case "damaged":
    case "io":
    case "crashed":
    case "refused":
      return `The file ${path} cannot be opened (${reason}). Check the disk and the rights of its folder, or choose another folder with --data.`;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** Which alarm a failed commit raises; `undefined`: none, because trying again is of no use. */
export function alarmKindOf({ kind }: StoreFailure): StoreAlarmKind | undefined {
  switch (kind) {
    case "full":
      return "disk-full";
    case "busy":
      return "locked";
    case "io":
    case "read-only":
    case "cannot-open":
    case "newer":
    case "crashed":
    case "damaged":
      return "unwritable";
    case "refused":
      return undefined;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

export function raisedSentence(path: string, kind: StoreAlarmKind, reason: string): string {
  switch (kind) {
    case "disk-full":
      return `There is no room on the disk for ${path} (${reason}). Webhooks of new events wait in memory until there is; free some space.`;
    case "locked":
      return `Another program holds ${path} (${reason}). Webhooks of new events wait in memory until it lets go; leave the data folder out of backups and virus scans.`;
    case "unwritable":
    case "damaged":
      return `The file ${path} cannot be written (${reason}). Webhooks of new events wait in memory until it can; check the disk and the rights of its folder.`;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

export function clearedSentence(path: string): string {
  return `The file ${path} can be written again; the webhooks that waited for it go out.`;
}

export function setAsideSentence(path: string, aside: NonNullable<OpenedQueue["setAside"]>): string {
  const rescued = aside.rescued === 1 ? "1 event" : `${aside.rescued} events`;
  return `The file ${path} was damaged (${aside.reason}) and is kept as ${aside.path}; a new one is begun, with ${rescued} that could be read from it. Check the disk, and look in the webhook log for what may be missing.`;
}
