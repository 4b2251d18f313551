/** What the administrator reads when recordings.db cannot be used as it should. */
import type { MessageCode } from "../../../src-shared/messages/catalogue.ts";
import { say } from "../../../src-shared/messages/say.ts";
import type { FailureKind, StoreFailure } from "../sqlite-worker/failure.ts";
import type { OpenedRecordings } from "./recordings-database.ts";

/** Why the list cannot be opened. */
export function cannotOpenSentence(path: string, { kind, reason }: StoreFailure): string {
  switch (kind) {
    case "newer":
      return reason;
    case "busy":
      return `The list of recordings ${path} is held by another program (${reason}). Stop that program, such as a backup, and start again.`;
    case "full":
      return `There is no room on the disk for the list of recordings ${path} (${reason}). Free some space and start again.`;
    case "read-only":
      return `The list of recordings ${path} cannot be written (${reason}). Let this user write to it and its folder, or choose another folder with --data.`;
    case "cannot-open":
    case "damaged":
    case "io":
    case "crashed":
    case "refused":
      return `The list of recordings ${path} cannot be opened (${reason}). Check the disk and the rights of its folder, or choose another folder with --data.`;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** Why something was not kept or could not be read. A window shows it. */
export function troubleSentence(path: string, { kind, reason }: StoreFailure): string {
  if (kind === "newer") return reason;
  return `${say(troubleCode(kind), { path, reason })} ${say("rec.store.calm")}`;
}

function troubleCode(kind: Exclude<FailureKind, "newer">): MessageCode {
  switch (kind) {
    case "busy":
      return "rec.store.held";
    case "full":
      return "rec.store.full";
    case "read-only":
    case "cannot-open":
      return "rec.store.unwritable";
    case "refused":
      return "rec.store.refused";
    case "io":
    case "damaged":
    case "crashed":
      return "rec.store.unusable";
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

export function setAsideSentence(path: string, aside: NonNullable<OpenedRecordings["setAside"]>): string {
  const rescued = aside.rescued === 1 ? "1 recording" : `${aside.rescued} recordings`;
  return `The list of recordings ${path} was damaged (${aside.reason}) and is kept as ${aside.path}; a new one is begun, with ${rescued} that could be read from it. Check the disk. The recordings themselves are not touched by this.`;
}
