/** What keeps recordings as a whole from going on, and that links are open: each with the next step. */
import { useState } from "react";
import { formatSize } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Bdi } from "../../ui/bdi.tsx";

const toSetting = (key: string) => () => goTo("settings", ["recordings", key]);

export function ConditionBanner({ onPurgePreview }: { readonly onPurgePreview: () => void }) {
  const t = useText();
  const status = useEngine((engine) => engine.recordings);
  const { condition, sentence, advice } = status;
  return (
    <>
      {condition === "no-ffmpeg" ? <NoFfmpeg /> : null}
      {condition === "paused-disk" ? (
        <Banner tone="bad" shape="attention">
          {status.freeBytes === undefined ? (
            <>
              <strong>
                <Bdi>{t.said(sentence)}</Bdi>
              </strong>{" "}
              <Bdi>{t.said(advice)}</Bdi>
            </>
          ) : (
            t.rich(
              "recordings.banner.disk",
              { free: formatSize(status.freeBytes, t.language), storage: status.storage },
              { purgePreview: onPurgePreview, settings: toSetting("keep_days") },
            )
          )}
        </Banner>
      ) : null}
      {condition === "attention" ? (
        <Banner tone="warn" shape="attention">
          {t.rich(
            "recordings.banner.attention",
            { sentence: t.said(sentence), advice: t.said(advice) },
            { settings: toSetting("folder") },
          )}
        </Banner>
      ) : null}
      {status.openLinks && condition !== "off" ? (
        <Banner tone="warn" shape="attention">
          {t.rich("rec.open", {}, { useSignedLinks: toSetting("link") })}
        </Banner>
      ) : null}
    </>
  );
}

function NoFfmpeg() {
  const t = useText();
  const [looked, setLooked] = useState(false);
  const advice = useEngine((engine) => engine.recordings.advice);
  const waiting = useEngine(({ recordings: { counts } }) => counts.waiting + counts.converting);
  return (
    <Banner tone="bad" shape="attention">
      {t.rich(
        "rec.ffmpeg",
        { n: waiting },
        { whereWeLooked: () => setLooked(!looked), chooseFile: toSetting("ffmpeg") },
      )}
      {looked ? (
        <div>
          <Bdi>{t.said(advice)}</Bdi>
        </div>
      ) : null}
    </Banner>
  );
}
