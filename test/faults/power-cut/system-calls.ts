/** What a process did to the files of one folder, in its order, read from what strace wrote (`-f -y -xx`). */
import { basename, dirname } from "node:path";

/** `at` counts lines of the trace. A `sync` speaks for what began before `at`, from `endsAt` on. */
export type DiskStep =
  | { readonly type: "create" | "remove"; readonly at: number; readonly file: string }
  | {
      readonly type: "write";
      readonly at: number;
      readonly file: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly type: "truncate"; readonly at: number; readonly file: string; readonly size: number }
  | { readonly type: "sync"; readonly at: number; readonly endsAt: number; readonly file: string }
  /** The directory itself: which names it has. */
  | { readonly type: "sync-folder"; readonly at: number; readonly endsAt: number }
  | { readonly type: "said"; readonly at: number; readonly text: string };

/** The calls that change files, and those that promise something. */
export const watchedCalls = "openat,pwrite64,write,ftruncate,unlink,rename,fsync,fdatasync";

interface Call {
  readonly name: string;
  /** What stands between the brackets. */
  readonly text: string;
  readonly at: number;
  readonly endsAt: number;
}

/** Throws when it meets a call on the folder's files that it does not know how to repeat. */
export function readSystemCalls(trace: string, folder: string): DiskStep[] {
  const seen = new Set<string>();
  return pairedCalls(trace).flatMap((call) => stepsOf(call, folder, seen));
}

/** A call that another thread interrupted stands in two lines. */
function pairedCalls(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, number>();
  for (const [at, line] of trace.split("\n").entries()) {
    const [, thread = "", rest = ""] = /^(?:\[pid\s+)?(\d+)\]?\s+(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const begun = open.get(thread);
    if (resumed !== null && begun !== undefined) {
      const call = calls[begun];
      if (call !== undefined) calls[begun] = { ...call, text: call.text + (resumed[1] ?? ""), endsAt: at };
      open.delete(thread);
      continue;
    }
    const [, name = "", text = ""] = /^(\w+)\((.*)$/.exec(rest) ?? [];
    if (name === "") continue;
    const cut = text.indexOf(" <unfinished ...>");
    if (cut >= 0) open.set(thread, calls.length);
    // What never came back is not known to have ended.
    calls.push({
      ...{ name, at },
      text: cut < 0 ? text : text.slice(0, cut),
      endsAt: cut < 0 ? at : Number.POSITIVE_INFINITY,
    });
  }
  return calls;
}

const ofDescriptor = /^\d+<([^>]*)>/;
const failed = /\)\s+= -1 /;

function stepsOf(call: Call, folder: string, seen: Set<string>): DiskStep[] {
  const { name, text, at, endsAt } = call;
  if (failed.test(text)) return [];
  const path = unescaped(ofDescriptor.exec(text)?.[1] ?? "");
  const file = dirname(path) === folder ? basename(path) : undefined;
  switch (name) {
    case "openat": {
      const opened = unescaped(/= \d+<([^>]*)>/.exec(text)?.[1] ?? "");
      if (!text.includes("O_CREAT") || dirname(opened) !== folder || seen.has(opened)) return [];
      seen.add(opened);
      return [{ type: "create", at, file: basename(opened) }];
    }
    case "write":
      if (text.startsWith("1<")) return [{ type: "said", at, text: contentOf(text).toString().trim() }];
      if (file !== undefined) throw new Error(`A write without a place is not understood: ${text}`);
      return [];
    case "pwrite64": {
      const offset = Number(/, (\d+)(?:\)|$)/.exec(text)?.[1]);
      return file === undefined ? [] : [{ type: "write", at, file, offset, bytes: contentOf(text) }];
    }
    case "ftruncate":
      return file === undefined
        ? []
        : [{ type: "truncate", at, file, size: Number(/, (\d+)/.exec(text)?.[1]) }];
    case "fsync":
    case "fdatasync":
      if (path === folder) return [{ type: "sync-folder", at, endsAt }];
      return file === undefined ? [] : [{ type: "sync", at, endsAt, file }];
    case "unlink": {
      const removed = unescaped(/^"([^"]*)"/.exec(text)?.[1] ?? "");
      if (dirname(removed) !== folder) return [];
      seen.delete(removed);
      return [{ type: "remove", at, file: basename(removed) }];
    }
    default:
      if (text.includes(folder)) throw new Error(`${name} is not understood: ${text}`);
      return [];
  }
}

/** strace writes strings as `\x41\x42`. */
function contentOf(text: string): Buffer {
  const [, hex = ""] = /"((?:\\x[0-9a-f]{2})*)"/.exec(text) ?? [];
  return Buffer.from(hex.replaceAll("\\x", ""), "hex");
}

function unescaped(path: string): string {
  return path.includes("\\x") ? Buffer.from(path.replaceAll("\\x", ""), "hex").toString() : path;
}
