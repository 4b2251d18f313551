/** Storage folders inside the PBX's folder: the MP3 files there are this program's own, not new recordings. */
import { relative, sep } from "node:path";
import type { SourceListener } from "../../types.ts";

/** The same listener, but deaf for what lies below the `storages`. */
export function withoutOwnFiles(
  listener: SourceListener,
  folder: string,
  storages: readonly string[],
): SourceListener {
  const tests = storages.flatMap((storage) => isOwnIn(relative(folder, storage), storage));
  if (tests.length === 0) return listener;
  return {
    ...listener,
    onNews(news) {
      const key = "key" in news ? news.key : news.file.key;
      if (!tests.some((isOwn) => isOwn(key))) listener.onNews(news);
    },
  };
}

/** `way`: from the PBX's folder to the storage. */
function isOwnIn(way: string, storage: string): ((key: string) => boolean)[] {
  if (way.startsWith("..") || way === storage) return [];
  if (way === "") return [(key) => ownName.test(key)];
  const own = `folder:${way.split(sep).join("/")}/`;
  return [(key) => key.startsWith(own)];
}

/** `<yyMMddHHmmss>_<n>-<link>-<k>.mp3` right in the folder: how this program names what it makes. */
const ownName = /^folder:(\d{12}_\d+-\d+-\d+|recording-\d+)\.mp3$/;
