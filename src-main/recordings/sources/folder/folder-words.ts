/** Sentences about the recordings folder as a whole. */
import { isForbidden, isGone, readAdvice } from "./file-failures.ts";

export interface FolderTrouble {
  readonly sentence: string;
  readonly advice: string;
}

export function folderTrouble(code: string, path: string, user: string | undefined): FolderTrouble {
  if (isGone(code)) {
    return {
      sentence: `The recordings folder ${path} does not exist.`,
      advice:
        "Enter the folder that 3CX writes to (folder in [recordings]), or take recordings over the network: source = pbx.",
    };
  }
  if (isForbidden(code)) return { sentence: `No permission to read ${path}.`, advice: readAdvice(user) };
  return {
    sentence: `The recordings folder ${path} cannot be reached (${code || "unknown reason"}).`,
    advice:
      "If it is on another computer, check that computer and the network. It is looked at again by itself.",
  };
}

/** A share that is not mounted looks like an empty folder. */
export function folderEmptied(path: string): FolderTrouble {
  return {
    sentence: `The recordings folder ${path} is empty, although it had recordings before.`,
    advice: "If it is on another computer, check that it is connected. It is looked at again by itself.",
  };
}

export function listUnreadable(reason: string): FolderTrouble {
  return {
    sentence: `Recordings cannot be compared with the list of those that are done (${reason}).`,
    advice: "They are compared again by itself.",
  };
}
