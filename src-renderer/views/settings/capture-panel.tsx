/** Records what 3CX sends into a file, shows how it goes and what is in the file. */
import { Button, NativeSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import type { CaptureView } from "../../../src-shared/capture/capture-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { formatCountdown } from "../../format/durations.ts";
import { formatSize } from "../../format/numbers.ts";
import { captureEn } from "../../i18n/messages/capture.en.ts";
import { type Text, type TextKey, useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconPlayerStop } from "../../ui/icons.ts";
import { StateShape } from "../../ui/state-shape.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { useNow } from "../../ui/ticker.ts";
import classes from "./form.module.css";

const lookEveryMs = 2_000;
const lengths = [5, 30, 60, 240, 1440] as const;

/** Nothing while the program does not say how it stands: an older one cannot do it. */
export function CapturePanel() {
  const t = useText();
  const client = useClient();
  const [view, setView] = useState<CaptureView>();
  const [error, setError] = useState<RpcError>();
  const [minutes, setMinutes] = useState("30");
  const running = view?.state === "running";

  useEffect(() => {
    let gone = false;
    const look = () =>
      void client.request("capture.status", {}).then((answer) => {
        if (!gone && answer.ok) setView(answer.result);
      });
    look();
    const timer = running ? setInterval(look, lookEveryMs) : undefined;
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [client, running]);

  if (view === undefined) return null;
  const toggle = async () => {
    const answer = await (running
      ? client.request("capture.stop", {})
      : client.request("capture.start", { minutes: Number(minutes) }));
    if (answer.ok) setView(answer.result);
    setError(answer.ok ? undefined : answer.error);
  };
  return (
    <div className={classes.panel} role="group" aria-label={t("capture.title")}>
      <h3>{t("capture.title")}</h3>
      <p className="small">{t("capture.about")}</p>
      <div className={classes.row}>
        <NativeSelect
          aria-label={t("capture.length")}
          data={lengths.map((n) => ({ value: String(n), label: lengthOf(n, t) }))}
          value={minutes}
          disabled={running}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <Button
          leftSection={running ? <IconPlayerStop size={16} stroke={1.75} /> : undefined}
          onClick={() => void toggle()}
        >
          {t(running ? "capture.stop" : "capture.start")}
        </Button>
      </div>
      {error === undefined ? null : <ErrorState error={error} />}
      {view.state === "none" ? null : <Holds view={view} />}
    </div>
  );
}

function Holds({ view }: { readonly view: CaptureView }) {
  const t = useText();
  const {
    state,
    reason = "asked",
    path,
    bytes,
    questions,
    messages,
    events,
    names,
    numbers,
    unexpected,
  } = view;
  const counts = { questions, messages, events, names, numbers };
  return (
    <>
      <div role="status">
        {state === "running" ? (
          <Running endsAtMs={view.endsAtMs} />
        ) : (
          <p className={classes.row}>
            <StateShape state={reason === "disk" ? "given-up" : "ok"} /> {t(`capture.over.${reason}`)}
          </p>
        )}
      </div>
      <p>{t("capture.holds", { size: formatSize(bytes, t.language), ...counts })}</p>
      <div className={classes.row}>
        <p>{t.rich("capture.file", { path })}</p>
        <CopyButton text={path} label={t("capture.copy")} />
      </div>
      {unexpected.length === 0 ? (
        <p className="small">{t("capture.unexpected.none")}</p>
      ) : (
        <section aria-label={t("capture.unexpected")}>
          <h4>{t("capture.unexpected")}</h4>
          <ul>
            {unexpected.map(({ code, sentence, count }) => {
              const key = oddKey(code);
              return (
                <li key={code}>
                  {key === undefined ? t.said(sentence) : t(key)} ({count}×)
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}

function lengthOf(minutes: number, t: Text): string {
  return minutes % 60 === 0 ? t("capture.hours", { n: minutes / 60 }) : t("capture.minutes", { n: minutes });
}

/** By itself, so that only it counts the seconds. */
function Running({ endsAtMs }: { readonly endsAtMs: number }) {
  const t = useText();
  const now = useNow();
  const left = formatCountdown(Math.max(0, endsAtMs - now), t.language);
  return (
    <p className={classes.row}>
      <StateShape state="working" /> {t("capture.running", { left })}
    </p>
  );
}

/** What the program itself has no word for, a reader of 3CX's answers has named. */
function oddKey(code: string): TextKey | undefined {
  const key = `capture.odd.${code}`;
  return isCaptureKey(key) ? key : undefined;
}

function isCaptureKey(key: string): key is keyof typeof captureEn {
  return Object.hasOwn(captureEn, key);
}
