/** Asks the desktop program about itself; in a browser there is none to ask. */
import {
  desktopAnswerSchema,
  desktopPaths,
  desktopProgramSchema,
  type DesktopAnswer,
  type DesktopChange,
  type DesktopProgram,
} from "../../src-shared/contract/desktop-program.ts";

/** `undefined` when there is no desktop program, or it does not answer. */
export async function askProgram(): Promise<DesktopProgram | undefined> {
  const read = desktopProgramSchema.safeParse(await json(desktopPaths.state));
  return read.success ? read.data : undefined;
}

export async function changeProgram(change: DesktopChange): Promise<DesktopAnswer | undefined> {
  const body = JSON.stringify(change);
  const headers = { "content-type": "application/json" };
  const read = desktopAnswerSchema.safeParse(
    await json(desktopPaths.change, { method: "POST", headers, body }),
  );
  return read.success ? read.data : undefined;
}

async function json(path: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const answer = await fetch(path, { ...init, cache: "no-store" });
    return await answer.json();
  } catch {
    return undefined;
  }
}
