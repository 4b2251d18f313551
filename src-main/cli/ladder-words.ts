/** A test's steps as lines for a terminal. Pure. */
import type { Ladder } from "../../src-shared/contract/settings-view.ts";

const marks = { ok: "ok", warning: "!!", failed: "FAILED", "not-reached": "-" } as const;

/** Steps that were not reached and say nothing are left out. */
export function ladderLines(title: string, { steps }: Ladder): string[] {
  const said = steps.filter(({ state, sentence }) => state !== "not-reached" || sentence !== "");
  return [
    title,
    ...said.flatMap(({ state, sentence, advice, tookMs }) => {
      const took = tookMs === undefined ? "" : ` (${tookMs} ms)`;
      const line = `  ${marks[state].padEnd(6)} ${sentence}${took}`;
      return advice === "" ? [line] : [line, `         ${advice}`];
    }),
  ];
}
