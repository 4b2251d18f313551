/** At most one sentence below the bar: the connection when it is lost, else the worst problem. */
import { Menu } from "@mantine/core";
import type { ProblemView } from "../../src-shared/contract/snapshot.ts";
import { formatLength } from "../format/durations.ts";
import { formatTime } from "../format/times.ts";
import { visibleText } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import { goToHash } from "../routing/use-route.ts";
import { useConnection, useEngine, useMonitor } from "../store/monitor-context.tsx";
import { ActionLink } from "../ui/action-link.tsx";
import { Banner } from "../ui/banner.tsx";
import { Bdi } from "../ui/bdi.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { useNow } from "../ui/ticker.ts";
import classes from "./banners.module.css";

export function ShellBanner() {
  const t = useText();
  const lost = useConnection().kind !== "connected";
  const problems = useEngine((engine) => engine.problems);
  const [worst, ...others] = problems;
  if (!lost && worst === undefined) return null;
  return (
    <section aria-label={t("shell.region.banner")} data-region="banner">
      {lost ? <LostBanner /> : null}
      {lost || worst === undefined ? null : <WorstBanner worst={worst} others={others} />}
    </section>
  );
}

function LostBanner() {
  const t = useText();
  const confirmedAtMs = useMonitor((state) => state.confirmedAtMs);
  const nowMs = useNow();
  return (
    <Banner tone="warn" shape="unknown">
      <div role="alert">
        <span className="for-reader">{t("ui.lostOnce")}</span>
      </div>
      {t.rich("ui.stale", {
        time: formatTime(confirmedAtMs, nowMs, t.language),
        age: formatLength(nowMs - confirmedAtMs, t.language),
      })}
    </Banner>
  );
}

function WorstBanner({
  worst,
  others,
}: {
  readonly worst: ProblemView;
  readonly others: readonly ProblemView[];
}) {
  const t = useText();
  return (
    <Banner
      tone={worst.severity}
      shape="attention"
      actions={
        <>
          <ActionLink onClick={() => goToHash(worst.route)}>{t("banner.show")}</ActionLink>
          {others.length === 0 ? null : <OtherProblems problems={others} />}
        </>
      }
    >
      <strong>
        <Bdi>{t.said(worst.sentence)}</Bdi>
      </strong>{" "}
      <span className={classes.advice}>
        <Bdi>{t.said(worst.advice)}</Bdi>
      </span>
    </Banner>
  );
}

function OtherProblems({ problems }: { readonly problems: readonly ProblemView[] }) {
  const t = useText();
  return (
    <Menu position="bottom-end" width="36rem" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={classes.more}>
          {t("banner.more", { n: problems.length })}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {problems.slice(0, 20).map((problem) => (
          <Menu.Item
            key={problem.id}
            leftSection={<StateShape state="attention" />}
            onClick={() => goToHash(problem.route)}
          >
            {visibleText(t.said(problem.sentence))}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
