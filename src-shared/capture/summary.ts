/** What is in a capture, counted: for whoever looks at a file before handing it on. */
import type { CaptureFile } from "./capture-file.ts";

export interface CaptureSummary {
  readonly lengthMs: number;
  readonly questions: number;
  readonly messages: number;
  readonly events: number;
  /** Conversations that the engine told of. */
  readonly calls: number;
  /** As the PBX said it, before the capture or in it. */
  readonly pbxVersion?: string;
  /** Why it ended; absent when it was cut off. */
  readonly reason?: string;
  /** Most frequent first. */
  readonly unexpected: readonly {
    readonly code: string;
    readonly sentence: string;
    readonly count: number;
    readonly example?: unknown;
  }[];
}

export function summaryOf({ header, lines }: CaptureFile): CaptureSummary {
  const chains = new Set<unknown>();
  const unexpected = new Map<string, CaptureSummary["unexpected"][number]>();
  const counts = { questions: 0, messages: 0, events: 0 };
  let reason: string | undefined;
  let pbxVersion = header.pbxVersion;
  let versionAsk: number | undefined;
  for (const line of lines) {
    if (line.kind === "question") {
      counts.questions += 1;
      if (line.body.path.startsWith("/xapi/v1/SystemStatus")) versionAsk = line.body.ask;
    } else if (line.kind === "answer") {
      if (line.body.ask === versionAsk) pbxVersion ??= versionIn(line.body.json);
    } else if (line.kind === "event") counts.messages += 1;
    else if (line.kind === "end") reason = line.body.reason;
    else if (line.kind === "made") {
      counts.events += 1;
      chains.add(line.body["chainId"]);
    } else if (line.kind === "unexpected") {
      // Each line says for the how manieth time; the example is that of the first.
      const { code, sentence, count, example } = unexpected.get(line.body.code) ?? line.body;
      const most = Math.max(count, line.body.count);
      unexpected.set(code, { code, sentence, count: most, ...(example === undefined ? {} : { example }) });
    }
  }
  return {
    ...counts,
    lengthMs: lines.at(-1)?.atMs ?? 0,
    calls: chains.size,
    ...(pbxVersion === undefined ? {} : { pbxVersion }),
    ...(reason === undefined ? {} : { reason }),
    unexpected: [...unexpected.values()].toSorted((a, b) => b.count - a.count),
  };
}

function versionIn(json: unknown): string | undefined {
  const isObject = typeof json === "object" && json !== null;
  return isObject && "Version" in json && typeof json.Version === "string" ? json.Version : undefined;
}
