/**
 * Which recorded answer a question gets. A leg is asked for because a message came, so the answer is the one
 * that followed that message; everything else is asked for by the clock, so the nearest in time is right.
 */
import { questionKey, type Script, type ScriptedAnswer } from "./script.ts";

export interface AnswerChooser {
  /** `atMs` on the capture's time line; `told`: messages about the leg so far. `undefined`: never asked there. */
  choose(path: string, atMs: number, told: (key: string) => number): ScriptedAnswer | undefined;
}

/** Two answers so near each other are a refusal and its second try. */
const oneTryMs = 500;

export function createAnswerChooser(script: Script): AnswerChooser {
  const used = new Set<ScriptedAnswer>();

  const ofLeg = (answers: readonly ScriptedAnswer[], told: number) => {
    const fitting = answers.filter(({ messagesBefore }) => messagesBefore >= told);
    return fitting.find((each) => !used.has(each)) ?? fitting.at(-1) ?? answers.at(-1);
  };

  const nearest = (answers: readonly ScriptedAnswer[], atMs: number) => {
    const far = (each: ScriptedAnswer) => Math.abs(each.askedAtMs - atMs);
    const best = answers.reduce<ScriptedAnswer | undefined>(
      (found, each) => (found !== undefined && far(found) <= far(each) ? found : each),
      undefined,
    );
    if (best === undefined || !used.has(best)) return best;
    const next = answers.slice(answers.indexOf(best) + 1).find((each) => !used.has(each));
    return next !== undefined && far(next) <= oneTryMs ? next : best;
  };

  return {
    choose: (path, atMs, told) => {
      const key = questionKey(path);
      const answers = script.answers.get(key) ?? [];
      const isLeg = /^\/callcontrol\/[^/]+\/participants\/\d+$/.test(key);
      const chosen = isLeg ? ofLeg(answers, told(key)) : nearest(answers, atMs);
      if (chosen !== undefined) used.add(chosen);
      return chosen;
    },
  };
}
