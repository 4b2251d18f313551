/** Room on the disk, and what the next deletion of old recordings takes. */
import { useState } from "react";
import { formatSize } from "../../format/numbers.ts";
import { formatExact, formatPlanned } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { PurgeDialog } from "../recordings/purge-dialog.tsx";
import { Block } from "./block.tsx";
import classes from "./disk-block.module.css";

export function DiskBlock() {
  const t = useText();
  const { mp3Bytes, freeBytes: freeForMp3, purge } = useEngine((engine) => engine.recordings);
  const { alarms, freeBytes = freeForMp3 } = useEngine((engine) => engine.store);
  const [open, setOpen] = useState(false);
  const free = freeForMp3 ?? freeBytes;
  return (
    <Block area="disk" title={t("overview.disk")}>
      <div className={classes.line}>
        <span>{t("overview.disk.used", { size: formatSize(mp3Bytes, t.language) })}</span>
        {free === undefined ? null : (
          <span>{t("overview.disk.free", { size: formatSize(free, t.language) })}</span>
        )}
        {purge === undefined ? null : (
          <>
            <NextPurge atMs={purge.atMs} files={purge.files} bytes={purge.bytes} />
            <ActionLink onClick={() => setOpen(true)}>{t("overview.purge.preview")}</ActionLink>
          </>
        )}
      </div>
      {alarms.map(({ kind, sentence }) => (
        <p key={kind} className={classes.alarm}>
          <StateShape state="attention" />
          <strong>
            <Bdi>{t.said(sentence)}</Bdi>
          </strong>
        </p>
      ))}
      {open ? <PurgeDialog onClose={() => setOpen(false)} /> : null}
    </Block>
  );
}

function NextPurge({
  atMs,
  files,
  bytes,
}: {
  readonly atMs: number;
  readonly files: number;
  readonly bytes: number;
}) {
  const t = useText();
  const time = formatPlanned(atMs, useEngineNow(), t.language);
  const values = { time, n: files, size: formatSize(bytes, t.language) };
  return (
    <span className="numbers" title={formatExact(atMs)}>
      {files === 0 ? t("overview.purge.none", { time }) : t("overview.purge", values)}
    </span>
  );
}
