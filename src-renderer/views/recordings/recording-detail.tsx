/** One recording below the list: why it stands where it stands, what to do, the player, and its story. */
import { ActionIcon, Button } from "@mantine/core";
import { useRef } from "react";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useClient } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconPhone, IconRefresh, IconSend, IconX } from "../../ui/icons.ts";
import { useLayer } from "../../ui/layers.ts";
import { Countdown } from "../../ui/time.tsx";
import { RecordingPlayer } from "./player.tsx";
import { RecordingState } from "./recording-columns.tsx";
import classes from "./recording-detail.module.css";
import { RecordingFacts } from "./recording-facts.tsx";
import { canReprocess, isPlayable, wordsOf } from "./recording-words.ts";

export interface RecordingDetailProps {
  readonly row: RecordingRow;
  readonly onClose: () => void;
  readonly onReprocess: (row: RecordingRow) => void;
  readonly onSendWithoutId: (row: RecordingRow) => void;
}

export function RecordingDetail({ row, onClose, onReprocess, onSendWithoutId }: RecordingDetailProps) {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const close = () => {
    const inside = place.current?.contains(document.activeElement) === true;
    onClose();
    if (inside) document.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useLayer(close);
  return (
    <section
      ref={place}
      className={classes.detail}
      aria-label={t("recordings.detail")}
      tabIndex={-1}
      data-region="detail"
    >
      <header className={classes.head}>
        <RecordingState row={row} />
        <span className={classes.name}>
          <Bdi cut>{row.mp3Name ?? row.fileName}</Bdi>
        </span>
        <ActionIcon onClick={close} aria-label={t("action.close")} title={`${t("action.close")} (Esc)`}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      <Verdict row={row} />
      {isPlayable(row) && row.mp3Name !== undefined ? (
        <RecordingPlayer
          key={row.mp3Name}
          mp3Name={row.mp3Name}
          {...(row.durationS === undefined ? {} : { durationS: row.durationS })}
        />
      ) : null}
      <Actions {...{ row, onReprocess, onSendWithoutId }} />
      <RecordingFacts row={row} />
    </section>
  );
}

function Verdict({ row }: { readonly row: RecordingRow }) {
  const t = useText();
  const said = t(wordsOf(row).sentence);
  return (
    <p className={classes.verdict}>
      <strong>{said}</strong>{" "}
      {row.sentence === "" || t.said(row.sentence) === said ? null : <Bdi>{t.said(row.sentence)}</Bdi>}{" "}
      {row.tries === 0 ? null : (
        <span className="quiet">{t("recordings.detail.tries", { n: row.tries })}</span>
      )}
      {row.tries === 0 || row.nextTryAtMs === undefined ? " " : <span className="quiet"> · </span>}
      {row.nextTryAtMs === undefined ? null : (
        <span className="quiet">
          {t("recordings.detail.nextTry")}: <Countdown untilMs={row.nextTryAtMs} />
        </span>
      )}
    </p>
  );
}

function Actions({
  row,
  onReprocess,
  onSendWithoutId,
}: Pick<RecordingDetailProps, "row" | "onReprocess" | "onSendWithoutId">) {
  const t = useText();
  const client = useClient();
  const { chainId = "" } = row;
  const link = async () => {
    const answer = await client.request("recordings.link", { id: row.id });
    if (!answer.ok || answer.result.url === undefined) throw new Error("There is no link.");
    return answer.result.url;
  };
  return (
    <div className={classes.actions}>
      {isPlayable(row) ? <CopyButton text={link} label={t("recordings.detail.copyLink")} /> : null}
      {row.state === "unmatched" ? (
        <Button leftSection={<IconSend size={16} stroke={1.75} />} onClick={() => onSendWithoutId(row)}>
          {t("recordings.sendWithoutId")}
        </Button>
      ) : null}
      {canReprocess(row) ? (
        <Button leftSection={<IconRefresh size={16} stroke={1.75} />} onClick={() => onReprocess(row)}>
          {t("recordings.reprocess")}
        </Button>
      ) : null}
      {chainId === "" ? null : (
        <Button leftSection={<IconPhone size={16} stroke={1.75} />} onClick={() => goTo("calls", [chainId])}>
          {t("recordings.detail.call", { id: chainId })}
        </Button>
      )}
    </div>
  );
}
