/** Fetches the small file that names the newest version: at most 64 KiB, within ten seconds, from where it was asked. */

const longestMs = 10_000;
const mostBytes = 64 * 1024;

/** Rejects with a reason in words. */
export async function askVersion(url: string): Promise<string> {
  const signal = AbortSignal.timeout(longestMs);
  const answer = await fetch(url, { signal, redirect: "error" }).catch((error: unknown) => {
    throw new Error(reasonOf(error));
  });
  if (!answer.ok || answer.body === null) throw new Error(`it answers ${answer.status}`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Error("the answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What is wrong lies one level below "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? cause.message : String(error);
}
