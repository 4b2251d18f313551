/** Plays one recording: waveform, position by mouse and keyboard, speed and volume. Streams while it plays. */
import { ActionIcon, NativeSelect } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { formatTalk } from "../../format/durations.ts";
import { useText } from "../../i18n/text.tsx";
import { colourOf } from "../../theme/tokens.ts";
import { useScheme } from "../../theme/use-scheme.ts";
import { IconPlayerPause, IconPlayerPlay, IconVolume } from "../../ui/icons.ts";
import classes from "./player.module.css";
import { movedPosition } from "./player-keys.ts";
import { useAudio } from "./use-audio.ts";

const speeds = [0.75, 1, 1.25, 1.5, 2] as const;
/** Longer ones are played without a picture: it would take their whole sound into memory. */
const mostDrawnS = 2 * 3600;

/** `mp3Name`: as in RecordingRow; give the component this name as key, too. */
export function RecordingPlayer({
  mp3Name,
  durationS,
}: {
  readonly mp3Name: string;
  /** Of the recording, as far as the engine knows. */
  readonly durationS?: number;
}) {
  const t = useText();
  const url = `recording/${encodeURIComponent(mp3Name)}`;
  const place = useRef<HTMLAudioElement>(null);
  const audio = useAudio(place);
  const lengthS = audio.lengthS ?? durationS ?? 0;
  const [speed, setSpeed] = useState(1);
  const [volume, setVolume] = useState(1);
  useEffect(() => {
    if (place.current !== null) place.current.playbackRate = speed;
  }, [speed]);
  useEffect(() => {
    if (place.current !== null) place.current.volume = volume;
  }, [volume]);
  const playName = t(audio.playing ? "recordings.player.pause" : "recordings.player.play");
  return (
    <div role="group" aria-label={t("recordings.player")} className={classes.player}>
      {/* Recordings of calls have no captions. */}
      <audio ref={place} src={url} preload="metadata" />
      <ActionIcon variant="filled" onClick={audio.toggle} aria-label={playName} title={playName}>
        {audio.playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
      </ActionIcon>
      <span className={`numbers ${classes.time}`}>
        {formatTalk(audio.positionS * 1000)} / {formatTalk(lengthS * 1000)}
      </span>
      <Position
        positionS={audio.positionS}
        lengthS={lengthS}
        onMove={audio.moveTo}
        onToggle={audio.toggle}
        {...{ place, url }}
      />
      <NativeSelect
        className={classes.speed ?? ""}
        aria-label={t("recordings.player.speed")}
        title={t("recordings.player.speed")}
        value={String(speed)}
        data={speeds.map((value) => ({
          value: String(value),
          label: `${value.toLocaleString(t.language)}×`,
        }))}
        onChange={(event) => setSpeed(Number(event.currentTarget.value))}
      />
      <label className={classes.volume} title={t("recordings.player.volume")}>
        <IconVolume size={16} stroke={1.75} />
        <span className="for-reader">{t("recordings.player.volume")}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={volume}
          onChange={(event) => setVolume(Number(event.currentTarget.value))}
        />
      </label>
      {audio.failed ? (
        <p role="alert" className={classes.failed}>
          {t.rich("recordings.player.failed", {}, { retry: audio.retry })}
        </p>
      ) : null}
    </div>
  );
}

function Position({
  positionS,
  lengthS,
  onMove,
  onToggle,
  place,
  url,
}: {
  readonly positionS: number;
  readonly lengthS: number;
  readonly onMove: (positionS: number) => void;
  readonly onToggle: () => void;
  readonly place: RefObject<HTMLAudioElement | null>;
  readonly url: string;
}) {
  const t = useText();
  const bar = useRef<HTMLDivElement>(null);
  const drawn = useWaveform(bar, place, url, lengthS > 0 && lengthS <= mostDrawnS);
  const share = lengthS === 0 ? 0 : Math.min(1, positionS / lengthS);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") onToggle();
    else {
      const moved = movedPosition(event.key, positionS, lengthS);
      if (moved === undefined) return;
      onMove(moved);
    }
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes.position}
      aria-label={t("recordings.player.position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthS)}
      aria-valuenow={Math.min(Math.round(positionS), Math.round(lengthS))}
      aria-valuetext={t("recordings.player.of", {
        at: formatTalk(positionS * 1000),
        length: formatTalk(lengthS * 1000),
      })}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (drawn) return;
        const box = event.currentTarget.getBoundingClientRect();
        if (box.width > 0) onMove(((event.clientX - box.left) / box.width) * lengthS);
      }}
    >
      <div ref={bar} className={classes.wave} aria-hidden="true" />
      {drawn ? null : (
        <span className={classes.track} aria-hidden="true">
          <span className={classes.played} style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </div>
  );
}

/** Whether the waveform is there; until then, and without one, a bare bar does its work. */
function useWaveform(
  bar: RefObject<HTMLElement | null>,
  place: RefObject<HTMLAudioElement | null>,
  url: string,
  wanted: boolean,
): boolean {
  const scheme = useScheme();
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const [container, audio] = [bar.current, place.current];
    if (!wanted || container === null || audio === null) return;
    const stop = new AbortController();
    let remove: (() => void) | undefined;
    const [waveColour, playedColour] = [colourOf("control", scheme), colourOf("accent", scheme)];
    void import("./waveform.ts").then(async ({ drawWaveform }) => {
      remove = await drawWaveform({ container, audio, url, waveColour, playedColour, signal: stop.signal });
      if (stop.signal.aborted) remove?.();
      else setDrawn(remove !== undefined);
    });
    return () => {
      stop.abort();
      remove?.();
      setDrawn(false);
    };
  }, [bar, place, url, wanted, scheme]);
  return drawn;
}
