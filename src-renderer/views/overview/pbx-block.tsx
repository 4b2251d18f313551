/** The connection to 3CX: each source with what it gives, or what is missing and how to get it. */
import { useState } from "react";
import type { PbxView } from "../../../src-shared/contract/snapshot.ts";
import { formatCount } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { Age } from "../../ui/time.tsx";
import { Block } from "./block.tsx";
import { MonitorMore } from "./monitor-more.tsx";
import classes from "./pbx-block.module.css";
import {
  countNotMonitored,
  namedBriefly,
  sentenceKeyOf,
  shapeOfSource,
  standingOf,
  type SourceView,
} from "./sources.ts";

export function PbxBlock() {
  const t = useText();
  const pbx = useEngine((engine) => engine.pbx);
  if (pbx.state === "not-configured") {
    return (
      <Block area="pbx" title={t("overview.pbx")}>
        <EmptyState>{t.rich("overview.pbx.none", {}, { setUp: () => goTo("start", ["pbx"]) })}</EmptyState>
      </Block>
    );
  }
  return (
    <Block area="pbx" title={t("overview.pbx")} aside={<Facts pbx={pbx} />}>
      {pbx.state === "not-connected" ? <Verdict pbx={pbx} /> : null}
      <dl className={classes.sources} aria-label={t("overview.pbx.sources")}>
        {pbx.sources.map((source) => (
          <Source
            key={source.name}
            source={source}
            monitored={pbx.monitored}
            isSaid={pbx.state === "not-connected" && source.sentence === pbx.sentence}
          />
        ))}
        <Extensions pbx={pbx} />
      </dl>
    </Block>
  );
}

function Facts({ pbx }: { readonly pbx: PbxView }) {
  const t = useText();
  return (
    <>
      <Bdi>{pbx.host}</Bdi>
      {pbx.version === "" ? null : (
        <>
          {" · 3CX "}
          <Bdi>{pbx.version}</Bdi>
        </>
      )}
      {" · "}
      {pbx.lastEventAtMs === undefined ? (
        t("overview.pbx.noEvent")
      ) : (
        <>
          {t("overview.pbx.lastEvent")} <Age sinceMs={pbx.lastEventAtMs} sentence />
        </>
      )}
    </>
  );
}

/** Nothing at all comes from 3CX: one cause, one next step. */
function Verdict({ pbx: { sentence, advice } }: { readonly pbx: PbxView }) {
  const t = useText();
  return (
    <p className={classes.verdict}>
      <StateShape state="given-up" />
      <span>
        <strong>
          <Bdi>{t.said(sentence)}</Bdi>
        </strong>{" "}
        <Bdi>{t.said(advice)}</Bdi>{" "}
        <ActionLink onClick={() => goTo("start", ["pbx"])}>{t("overview.pbx.check")}</ActionLink>
      </span>
    </p>
  );
}

/** `isSaid`: its sentence stands above already. */
function Source({
  source,
  monitored,
  isSaid,
}: {
  readonly source: SourceView;
  readonly monitored: number;
  readonly isSaid: boolean;
}) {
  const t = useText();
  const key = sentenceKeyOf(source);
  const lacks = standingOf(source) === "lacks";
  return (
    <div className={classes.source}>
      <dt>
        <StateShape state={shapeOfSource(source)} />
        {t(`overview.source.${source.name}`)}
      </dt>
      <dd>
        {isSaid ? null : key === undefined ? (
          <>
            {lacks ? (
              <strong>
                <Bdi>{t.said(source.sentence)}</Bdi>
              </strong>
            ) : (
              <Bdi>{t.said(source.sentence)}</Bdi>
            )}{" "}
            <Bdi>{t.said(source.advice)}</Bdi>
          </>
        ) : (
          t(key, { n: monitored })
        )}
        {lacks ? <div className="small quiet">{t(`overview.lacks.${source.name}`)}</div> : null}
      </dd>
    </div>
  );
}

function Extensions({ pbx }: { readonly pbx: PbxView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const missing = countNotMonitored(pbx);
  const known = pbx.extensions > 0;
  return (
    <div className={classes.source}>
      <dt>
        <StateShape state={missing > 0 ? "attention" : known ? "ok" : "unknown"} />
        {t("overview.extensions")}
      </dt>
      <dd>
        {missing > 0
          ? t.rich(
              "pbx.someExtensions",
              { n: missing, list: namedBriefly(pbx.notMonitored) },
              { howToAdd: () => setOpen(true) },
            )
          : known
            ? t("overview.extensions.all", { n: pbx.extensions })
            : t("overview.extensions.unknown")}
        {open ? (
          <MonitorMore
            extensions={pbx.notMonitored}
            count={formatCount(missing, t.language)}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </dd>
    </div>
  );
}
