/** The worst problems with what to do about each; all of them are in the line below the bar. */
import type { ProblemView } from "../../../src-shared/contract/snapshot.ts";
import { useText } from "../../i18n/text.tsx";
import { goToHash } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { Time } from "../../ui/time.tsx";
import { Block } from "./block.tsx";
import classes from "./problems-block.module.css";

const mostShown = 5;

export function ProblemsBlock() {
  const t = useText();
  const problems = useEngine((engine) => engine.problems);
  const shown = problems.slice(0, mostShown);
  return (
    <Block area="problems" title={t("overview.problems")}>
      {shown.length === 0 ? (
        <p className={classes.none}>
          <StateShape state="ok" /> {t("overview.problems.none")}
        </p>
      ) : (
        <ul className={classes.list}>
          {shown.map((problem) => (
            <Problem key={problem.id} problem={problem} />
          ))}
        </ul>
      )}
      {problems.length > mostShown ? (
        <p className={`small quiet ${classes.none}`}>
          {t("overview.problems.more", { n: problems.length - mostShown })}
        </p>
      ) : null}
    </Block>
  );
}

function Problem({ problem }: { readonly problem: ProblemView }) {
  const t = useText();
  const { severity, sentence, advice, sinceMs, route } = problem;
  return (
    <li className={classes.problem}>
      <StateShape state={severity === "bad" ? "given-up" : "attention"} />
      <span className={classes.words}>
        <strong>
          <Bdi>{t.said(sentence)}</Bdi>
        </strong>{" "}
        <Bdi>{t.said(advice)}</Bdi>
      </span>
      <span className={`small quiet ${classes.since}`}>
        {t("overview.problems.since")} <Time atMs={sinceMs} />
      </span>
      {/* The overview itself is no place to go to. */}
      {route.startsWith("#/overview") ? null : (
        <ActionLink onClick={() => goToHash(route)}>{t("banner.show")}</ActionLink>
      )}
    </li>
  );
}
