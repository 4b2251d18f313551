/** The source in use, and since when its files count: those from before the first installation do not. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { RecordingsSettings } from "../../../src-shared/settings/settings.ts";
import { forgottenBeforeMs } from "../purge/forgotten.ts";
import type { RecordingLibrary, RecordingSource, SourceListener, SourceNews } from "../types.ts";
import type { RecordingsOptions } from "./types.ts";

export interface SourceDesk {
  /** Ends the source before and begins with the one of these settings; does not wait for its first look. */
  connect(settings: RecordingsSettings, timezone: string | undefined): Promise<void>;
  stop(): Promise<void>;
  source(): RecordingSource | undefined;
  /** Files that were complete before are from before this program. */
  sinceMs(): number;
  busy(): number;
}

export interface SourceDeskOptions {
  readonly connect: RecordingsOptions["connectSource"];
  readonly library: Pick<RecordingLibrary, "note" | "setNote">;
  readonly clock: Clock;
  readonly onNews: (news: SourceNews) => void;
  readonly onCondition: () => void;
  readonly onListed: NonNullable<SourceListener["onListed"]>;
  readonly known: SourceListener["known"];
}

const FIRST_RUN = "first-run";
const SOURCE = "source";
/** The other source may show what the one before was about to. */
const OVERLAP_MS = 10 * 60_000;

export function createSourceDesk(options: SourceDeskOptions): SourceDesk {
  const { library, clock } = options;
  let current: RecordingSource | undefined;
  let scanning: Promise<void> = Promise.resolve();
  let sinceMs = Number.POSITIVE_INFINITY;

  async function stop(): Promise<void> {
    const before = current;
    current = undefined;
    await before?.stop();
    await scanning;
  }

  return {
    async connect(settings, timezone) {
      await stop();
      // Originals may outlive what the list remembers of them; they must not come in as new.
      const rememberedMs = forgottenBeforeMs(clock.nowMs(), settings.keepDays);
      sinceMs = Math.max(await sinceFor(settings.source), rememberedMs);
      const listener: SourceListener = {
        onNews: (news) => {
          if (source === current) options.onNews(news);
        },
        onCondition: () => {
          if (source === current) options.onCondition();
        },
        onListed: (recordings, read) => {
          if (source === current) options.onListed(recordings, read);
        },
        known: options.known,
      };
      const source = options.connect({ settings, timezone, listener, sinceMs });
      current = source;
      scanning = source?.start() ?? Promise.resolve();
    },
    stop,
    source: () => current,
    sinceMs: () => sinceMs,
    busy: () => current?.busy?.() ?? 0,
  };

  /** The two sources name the same recording differently: a change of source must not tell everything again. */
  async function sinceFor(kind: RecordingsSettings["source"]): Promise<number> {
    const nowMs = clock.nowMs();
    const firstMs = Number((await library.note(FIRST_RUN)) ?? Number.NaN);
    if (Number.isNaN(firstMs)) await library.setNote(FIRST_RUN, String(nowMs));
    const [before, since] = ((await library.note(SOURCE)) ?? "").split(" ");
    if (before === kind && since !== undefined) return Number(since);
    const startMs = Number.isNaN(firstMs) ? nowMs : firstMs;
    const from = before === "" || before === undefined ? startMs : Math.max(startMs, nowMs - OVERLAP_MS);
    await library.setNote(SOURCE, `${kind} ${from}`);
    return from;
  }
}
