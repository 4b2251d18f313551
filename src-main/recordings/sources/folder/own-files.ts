/** A storage folder inside the PBX's folder: the MP3 files there are this program's own, not new recordings. */
import { relative, sep } from "node:path";
import type { SourceListener } from "../../types.ts";

/** The same listener, but deaf for what lies below `storage`. */
export function withoutOwnFiles(listener: SourceListener, folder: string, storage: string): SourceListener {
  const way = relative(folder, storage);
  if (way.startsWith("..") || way === storage) return listener;
  const own = way === "" ? "folder:" : `folder:${way.split(sep).join("/")}/`;
  const isOwn = (key: string) => (way === "" ? ownName.test(key) : key.startsWith(own));
  return {
    ...listener,
    onNews(news) {
      const key = "key" in news ? news.key : news.file.key;
      if (!isOwn(key)) listener.onNews(news);
    },
  };
}

/** `<yyMMddHHmmss>_<n>-<link>-<k>.mp3` right in the folder: how this program names what it makes. */
const ownName = /^folder:(\d{12}_\d+-\d+-\d+|recording-\d+)\.mp3$/;
