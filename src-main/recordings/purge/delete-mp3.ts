/** Deletes the file of a recording: by its bare name, in the folders of MP3 files, and nowhere else. */
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../../src-shared/thrown.ts";

/** `missing`: it was not there any more, which is as good. */
export type Deleted =
  | { readonly type: "deleted" }
  | { readonly type: "missing" }
  | { readonly type: "kept"; readonly why: string };

export type DeleteMp3 = (mp3Name: string) => Promise<Deleted>;

/** What the program itself calls its files. */
const ownName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}\.mp3$/;

/**
 * From all of the folders: one that was made anew after the setting had changed is in two of them. Never
 * rejects. Of a link, the link goes, not what it leads to.
 */
export function createDeleteMp3(storages: () => readonly string[]): DeleteMp3 {
  return async (mp3Name) => {
    if (!ownName.test(mp3Name)) return { type: "kept", why: "its name is none that this program gives" };
    let result: Deleted = { type: "missing" };
    for (const storage of storages()) {
      const one = await deleteOne(join(storage, mp3Name));
      if (one.type === "kept") return one;
      if (one.type === "deleted") result = one;
    }
    return result;
  };
}

async function deleteOne(path: string): Promise<Deleted> {
  try {
    await unlink(path);
    return { type: "deleted" };
  } catch (error) {
    const code = codeOf(error) || String(error);
    return code === "ENOENT" || code === "ENOTDIR" ? { type: "missing" } : { type: "kept", why: code };
  }
}
