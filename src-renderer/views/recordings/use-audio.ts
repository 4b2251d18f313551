/** An audio element as React sees it: whether it plays, where it is, and whether it can play at all. */
import { type RefObject, useEffect, useState } from "react";

export interface Audio {
  readonly playing: boolean;
  readonly positionS: number;
  /** Absent before the file is known. */
  readonly lengthS?: number;
  readonly failed: boolean;
  toggle(): void;
  moveTo(positionS: number): void;
  retry(): void;
}

export function useAudio(audioRef: RefObject<HTMLAudioElement | null>): Audio {
  const [state, setState] = useState<Pick<Audio, "playing" | "positionS" | "lengthS" | "failed">>({
    ...{ playing: false, positionS: 0, failed: false },
  });
  useEffect(() => {
    const audio = audioRef.current;
    if (audio === null) return;
    const look = () => {
      const known = Number.isFinite(audio.duration) && audio.duration > 0;
      setState({
        ...{ playing: !audio.paused && !audio.ended, positionS: audio.currentTime },
        ...(known ? { lengthS: audio.duration } : {}),
        failed: audio.error !== null,
      });
    };
    for (const name of heard) audio.addEventListener(name, look);
    return () => {
      for (const name of heard) audio.removeEventListener(name, look);
      audio.pause();
    };
  }, [audioRef]);

  const toggle = () => {
    const audio = audioRef.current;
    // Refused plays are told by the event "error", or were ended by a pause.
    if (audio?.paused === true) void audio.play().catch(() => {});
    else audio?.pause();
  };
  const moveTo = (positionS: number) => {
    const audio = audioRef.current;
    if (audio === null) return;
    audio.currentTime = positionS;
    setState((before) => ({ ...before, positionS }));
  };
  const retry = () => {
    setState((before) => ({ ...before, failed: false }));
    audioRef.current?.load();
  };
  return { ...state, toggle, moveTo, retry };
}

const heard = ["play", "pause", "ended", "timeupdate", "seeking", "durationchange", "error"] as const;
