/** Draws the waveform of a recording onto its player. Loaded only when somebody opens one. */
import WaveSurfer from "wavesurfer.js";
import { peaksOf } from "./peaks.ts";

export interface WaveformPlace {
  readonly container: HTMLElement;
  /** Plays the recording; clicks on the waveform set its position. */
  readonly audio: HTMLAudioElement;
  readonly url: string;
  readonly waveColour: string;
  readonly playedColour: string;
  readonly signal: AbortSignal;
}

/** Speech needs no more to be drawn, and a long recording must not fill the memory. */
const drawnHz = 4_000;
const mostBytes = 24_000_000;
const columns = 600;

/**
 * Draws, and resolves with how to take it away; `undefined` where nothing can be drawn: too large, not to be
 * had, not to be decoded. Never rejects: the player works without it.
 */
export async function drawWaveform(place: WaveformPlace): Promise<(() => void) | undefined> {
  const { audio, url, signal } = place;
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > mostBytes) return undefined;
    const sound = await new OfflineAudioContext(1, 1, drawnHz).decodeAudioData(await answer.arrayBuffer());
    if (signal.aborted) return undefined;
    // Made apart from the page: its style tag would offend the page's policy, a style sheet from script does not.
    const apart = document.createElement("div");
    const drawing = WaveSurfer.create({
      ...{ container: apart, media: audio, url: audio.src, height: 40, barWidth: 2, barGap: 1, barRadius: 1 },
      ...{ waveColor: place.waveColour, progressColor: place.playedColour, cursorColor: place.playedColour },
      ...{ peaks: [peaksOf(sound.getChannelData(0), columns)], duration: sound.duration },
      ...{ cursorWidth: 2, normalize: true, dragToSeek: true, hideScrollbar: true },
    });
    withStyleSheet(apart);
    drawing.setOptions({ container: place.container });
    return () => drawing.destroy();
  } catch {
    return undefined;
  }
}

function withStyleSheet(apart: HTMLElement): void {
  const shadow = apart.firstElementChild?.shadowRoot;
  const style = shadow?.querySelector("style");
  if (shadow === null || shadow === undefined || style === null || style === undefined) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent);
  shadow.adoptedStyleSheets = [sheet];
  style.remove();
}
