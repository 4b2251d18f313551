/**
 * The recordings room among fakes: files that are only names, an ffmpeg that takes moments of virtual time,
 * a delivery that keeps events and documents together. What is kept outlives the room, so a room can be
 * killed at any moment and another one begun.
 */
import {
  createRecordings,
  type Recordings,
  type RecordingsMeter,
} from "../../../../src-main/recordings/create-recordings.ts";
import { createMemoryLibrary } from "../../../../src-main/recordings/memory-library.ts";
import type {
  KeptChange,
  LinkProbe,
  PurgeNews,
  RecordingsOptions,
} from "../../../../src-main/recordings/pipeline/types.ts";
import type {
  RecordingFailure,
  RecordingLibrary,
  RecordingSource,
  SourceFile,
  SourceListener,
  TranscodeJob,
  Transcoded,
  Transcoder,
} from "../../../../src-main/recordings/types.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import type { RecordingsSettings } from "../../../../src-shared/settings/settings.ts";
import type { CallEvent, RecordingEvent, StartedEvent } from "../../../../src-shared/telephony/call-event.ts";
import { ended, started } from "../../webhooks/events.ts";

export const START_MS = Date.UTC(2026, 0, 15, 9, 0, 0);

export interface FakeSource extends RecordingSource {
  readonly listener: SourceListener;
  readonly sinceMs: number;
}

export interface World {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly library: RecordingLibrary;
  /** Events as delivery has them. */
  readonly sent: RecordingEvent[];
  readonly log: string[];
  readonly questions: [number, number][];
  room: Recordings;
  /** What the next conversions of this file come to; the last one stays. */
  outcomes: Map<string, (Transcoded | RecordingFailure)[]>;
  opens: Map<string, RecordingFailure>;
  probe: () => LinkProbe;
  disk: { low: boolean; change: () => void };
  /** What the nightly deletion tells the room. */
  purgeNews: PurgeNews | undefined;
  converted: TranscodeJob[];
  /** Numbers of the moments, counted through all rooms, at which the room is killed. */
  killAt: Set<number>;
  killed: boolean;
  source(): FakeSource;
  start(): Promise<void>;
  /** The room does nothing any more, as if the process were gone; a new one begins. */
  killAndRestart(): Promise<void>;
  /** As the engine does it: kept with the event, then told. */
  tell(...events: CallEvent[]): void;
  /** A talk that has ended, and its ids. */
  talk(spec: Talk): { readonly chainId: string; readonly link: number };
  begin(spec: Talk): void;
  complete(file: SourceFile): void;
  run(ms: number): Promise<void>;
  /** States of all rows by file name. */
  states(): Promise<Record<string, string>>;
  settings: RecordingsSettings;
}

export interface Talk {
  readonly n: number;
  readonly link?: number;
  readonly user?: string;
  readonly number?: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export const plainSettings: RecordingsSettings = {
  source: "folder",
  folder: undefined,
  ffmpeg: undefined,
  storage: undefined,
  bitrateKbps: 32,
  parallel: 2,
  keepDays: 30,
  purgeAt: "03:00",
  publicUrl: undefined,
  link: "signed",
  linkDays: undefined,
  settleS: 2,
};

export const good: Transcoded = { ok: true, durationS: 60, bytes: 1000, tookMs: 10 };

export function failure(
  problem: RecordingFailure["problem"],
  again: boolean,
  sentence = `It is ${problem}.`,
): RecordingFailure {
  return { ok: false, problem, sentence, again };
}

export interface WorldOptions {
  readonly settings?: Partial<RecordingsSettings>;
  readonly meter?: RecordingsMeter;
  /** Milliseconds that a conversion takes. */
  readonly convertMs?: number;
  readonly wrapLibrary?: (library: RecordingLibrary) => RecordingLibrary;
  readonly startMs?: number;
  readonly simulated?: boolean;
}

export function createWorld(options: WorldOptions = {}): World {
  const clock = createVirtualClock({ startMs: options.startMs ?? START_MS });
  const library = createMemoryLibrary();
  const documents = new Map<string, string>();
  const { convertMs = 300 } = options;
  let generation = 0;
  let moments = 0;
  let ids = 0;
  let source: FakeSource | undefined;

  function keep({ put, remove }: KeptChange): void {
    for (const { key, json } of put) documents.set(key, json);
    for (const key of remove) documents.delete(key);
  }

  /** Goes on if the room still lives; each is a moment at which it may be killed. */
  function alive(mine: number): Promise<void> {
    moments += 1;
    if (mine === generation && world.killAt.has(moments)) {
      generation += 1;
      world.killed = true;
    }
    return mine === generation ? Promise.resolve() : new Promise(() => {});
  }

  /** Of a room that was killed nothing is kept any more. */
  function whileAlive<Port extends object>(port: Port): Port {
    const mine = generation;
    return new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          // Awaits in between, as on a real disk: a kill may come before and after.
          return alive(mine)
            .then(() => Reflect.apply(value, target, args))
            .then(async (result: unknown) => {
              await alive(mine);
              return result;
            });
        };
      },
    });
  }

  function makeTranscoder(): Transcoder {
    return {
      ffmpeg: async () => ({ ok: false, looked: ["/usr/bin/ffmpeg"] }),
      run(job) {
        world.converted.push(job);
        const left = world.outcomes.get(job.sourcePath) ?? [];
        const outcome = (left.length > 1 ? left.shift() : left[0]) ?? good;
        return new Promise((resolve) => {
          job.signal.addEventListener("abort", () => resolve(failure("ffmpeg-failed", true, "Stopped.")));
          clock.after(convertMs, () => resolve(outcome));
        });
      },
      stop: async () => {},
    };
  }

  function connectSource({ listener, sinceMs }: Parameters<RecordingsOptions["connectSource"]>[0]) {
    const made: FakeSource = {
      listener,
      sinceMs,
      start: async () => {},
      stop: async () => {},
      rescan: async () => {},
      open: async (key) => {
        const trouble = world.opens.get(key);
        return trouble ?? { ok: true, path: key, release: async () => {} };
      },
      condition: () => ({ state: "watching", sentence: "", advice: "" }),
    };
    source = made;
    return made;
  }

  function makeRoom(): Recordings {
    const mine = generation;
    return createRecordings(
      {
        settings: world.settings,
        timezone: "UTC",
        clock: {
          nowMs: clock.nowMs,
          after: (ms, run) => clock.after(ms, () => mine === generation && run()),
        },
        log: logTo(world.log),
        newId: () => `key-${++ids}`,
        library: whileAlive(options.wrapLibrary?.(library) ?? library),
        storageOf: () => "/storage",
        folderOf: () => "/recordings",
        connectSource,
        makeTranscoder,
        makePurge: (_settings, purgeNews) => {
          world.purgeNews = purgeNews;
          return {
            start: async () => {},
            stop: async () => {},
            preview: async () => ({ atMs: 0, keepDays: 30, files: 0, bytes: 0 }),
            run: async () => ({ atMs: 0, files: 0, bytes: 0, missing: 0, kept: 0, sentence: "" }),
          };
        },
        simulated: options.simulated ?? false,
        rotateLinkKey: async () => ({ ok: true }),
        linkTo: (name) => `https://host/${name}`,
        probe: async () => world.probe(),
        async accept(events, change) {
          await alive(mine);
          keep(change);
          world.sent.push(...events);
          await alive(mine);
        },
        askCallLog: (fromMs, toMs) => void world.questions.push([fromMs, toMs]),
        makeDiskWatch: (_settings, onChange) => {
          world.disk.change = onChange;
          return {
            start: async () => {},
            stop: () => {},
            space: () => ({
              state: world.disk.low ? "low" : "enough",
              freeBytes: 1e9,
              neededBytes: 1e9,
              sentence: world.disk.low ? "Only little left." : "",
            }),
          };
        },
      },
      options.meter,
    );
  }

  const world: World = {
    clock,
    library,
    sent: [],
    log: [],
    questions: [],
    settings: { ...plainSettings, ...options.settings },
    // Made right below, when everything it needs is there.
    room: undefined as unknown as Recordings,
    outcomes: new Map(),
    opens: new Map(),
    probe: () => ({ ok: true }),
    disk: { low: false, change: () => {} },
    purgeNews: undefined,
    converted: [],
    killAt: new Set(),
    killed: false,
    source() {
      if (source === undefined) throw new Error("No source is connected.");
      return source;
    },
    start: () => world.room.start([...documents].map(([key, json]) => ({ key, json }))),
    async killAndRestart() {
      generation += 1;
      world.killed = false;
      source = undefined;
      world.room = makeRoom();
      await world.start();
    },
    tell(...events) {
      if (world.killed) throw new Error("Nobody is there to be told.");
      keep(world.room.documentsOf(events));
      world.room.note(events);
    },
    begin(spec) {
      world.tell(startedOf(spec));
    },
    talk(spec) {
      const event = endedOf(spec);
      world.tell(event);
      return { chainId: event.chainId, link: event.link };
    },
    complete: (file) => world.source().listener.onNews({ type: "complete", file }),
    run: (ms) => clock.runFor(ms, settle),
    async states() {
      const { rows } = await library.page({ limit: 500 });
      return Object.fromEntries(rows.map(({ fileName, state }) => [fileName, state]));
    },
  };
  world.room = makeRoom();
  return world;

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) await new Promise((resolve) => setImmediate(resolve));
  }
}

function chainOf({ n, fromMs }: Talk): string {
  return `${new Date(fromMs).toISOString().replace(/\D/g, "").slice(2, 14)}_${n}`;
}

const numberOf = ({ n, number }: Talk): string => number ?? `+4207000000${String(n).padStart(2, "0")}`;

export function startedOf(spec: Talk): StartedEvent {
  const { link = 1, user = "105", fromMs } = spec;
  return started({
    ...{ chainId: chainOf(spec), link, user, atMs: fromMs, arrivedAtMs: fromMs - 4000 },
    ...{ callerNumber: numberOf(spec), callerId: numberOf(spec).slice(1) },
  });
}

export function endedOf(spec: Talk) {
  const { n, link = 1, user = "105", fromMs, toMs } = spec;
  return ended({
    ...{ chainId: chainOf(spec), link, user, atMs: toMs, arrivedAtMs: fromMs - 4000, startedAtMs: fromMs },
    ...{ callerNumber: numberOf(spec), callerId: numberOf(spec).slice(1), callIds: [n] },
    talkS: Math.round((toMs - fromMs) / 1000),
  });
}

/** The file that the PBX writes for a talk; `part` for several of them. */
export function fileOf(spec: Talk, part = 1, changes: Partial<SourceFile> = {}): SourceFile {
  const { user = "105", fromMs, toMs } = spec;
  const startedAtMs = fromMs + (part - 1) * 1000;
  const fileName = `[]_${numberOf(spec)}-${user}_${startedAtMs}(${spec.n}).wav`;
  return {
    ...{ key: `folder:${user}/${fileName}`, fileName, bytes: 16_000, modifiedAtMs: toMs, startedAtMs },
    ...{ extension: user, from: numberOf(spec), to: user, nameNumber: spec.n },
    ...changes,
  };
}

function logTo(lines: string[]): Logger {
  const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { debug: () => {}, info: at("info"), warn: at("warn"), error: at("error") };
}
