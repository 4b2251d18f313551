/** What is known of one recording: its link, when it goes, and what happened to it when. */
import type { ComponentProps, ReactNode } from "react";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { formatSize } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { Time } from "../../ui/time.tsx";
import { deletionAtMs } from "./deletion.ts";
import classes from "./recording-facts.module.css";

export function RecordingFacts({ row }: { readonly row: RecordingRow }) {
  const t = useText();
  const openLinks = useEngine((engine) => engine.recordings.openLinks);
  const linkDays = useEngine((engine) => engine.recordings.linkDays);
  const link = row.mp3Name === undefined ? "none" : openLinks ? "open" : "signed";
  return (
    <dl className={classes.facts}>
      {row.simulated === true ? (
        <Fact name={t("recordings.detail.origin")}>{t("recordings.detail.simulated")}</Fact>
      ) : null}
      <Fact name={t("recordings.detail.link")}>
        {t(`recordings.detail.link.${link}`)}
        {link !== "signed" || linkDays === undefined
          ? null
          : ` · ${t("recordings.detail.link.days", { n: linkDays })}`}
      </Fact>
      <Fact name={t("recordings.detail.deleted")}>
        <Deletion row={row} />
      </Fact>
      <Fact name={t("recordings.detail.original")}>
        {t("recordings.detail.original.stays")} · {formatSize(row.sourceBytes, t.language)} ·{" "}
        <Bdi>{row.fileName}</Bdi>
      </Fact>
      <Fact name={t("recordings.detail.began")}>
        <Time atMs={row.startedAtMs} />
        {row.callEndedAtMs === undefined ? null : (
          <>
            {" · "}
            {t("recordings.detail.callEnd")} <Time atMs={row.callEndedAtMs} />
          </>
        )}
      </Fact>
      {row.evidence === undefined ? null : (
        <Fact name={t("recordings.detail.evidence")}>{t(`recordings.evidence.${row.evidence}`)}</Fact>
      )}
      <Fact name={t("recordings.detail.log")}>
        <span className={classes.log}>
          <Step name={t("recordings.detail.found")} atMs={row.foundAtMs} />
          <Step name={t("recordings.detail.matched")} atMs={row.matchedAtMs} />
          <Step name={t("recordings.detail.converted")} atMs={row.convertedAtMs} />
          <Step name={t("recordings.detail.sent")} atMs={row.sentAtMs} />
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Step({ name, atMs }: { readonly name: string; readonly atMs: number | undefined }) {
  const t = useText();
  return (
    <span>
      {name}{" "}
      {atMs === undefined ? (
        <span className="quiet">{t("recordings.detail.notYet")}</span>
      ) : (
        <Time atMs={atMs} />
      )}
    </span>
  );
}

function Deletion({ row }: { readonly row: RecordingRow }) {
  const t = useText();
  const purge = useEngine((engine) => engine.recordings.purge);
  const dueAtMs = deletionAtMs(row, purge);
  if (row.purgedAtMs !== undefined)
    return <Filled text={t("recordings.detail.deleted.was", { time: "\0" })} atMs={row.purgedAtMs} />;
  if (dueAtMs !== undefined)
    return <Filled text={t("recordings.detail.deleted.on", { time: "\0" })} atMs={dueAtMs} planned />;
  return t(row.mp3Name === undefined ? "recordings.detail.deleted.never" : "value.unknown");
}

/** A sentence with its time as an element, so that the exact one shows on hover. */
function Filled({ text, ...time }: { readonly text: string } & ComponentProps<typeof Time>) {
  const [before = "", after = ""] = text.split("\0");
  return (
    <>
      {before}
      <Time {...time} />
      {after}
    </>
  );
}
