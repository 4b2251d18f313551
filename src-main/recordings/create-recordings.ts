/**
 * The recordings room as others use it: ended calls in, links of their recordings out to delivery. Between
 * them, each step kept in the list before the next begins:
 *
 *   source ─▶ intake ─▶ matching ─▶ converting ─▶ sending ─▶ webhooks        purge, at night
 */
import type {
  PurgePreview,
  RecordingFilter,
  RecordingPage,
  RecordingQuery,
  RecordingRow,
  RecordingsStatus,
} from "../../src-shared/recordings/recording.ts";
import type { RecordingsSettings } from "../../src-shared/settings/settings.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { LinkKeyRing } from "./links/types.ts";
import { expectedFiles } from "./matching/listed.ts";
import { createByHand } from "./pipeline/by-hand.ts";
import { createConvertingStep, type Conversion } from "./pipeline/converting.ts";
import { createEvidence } from "./pipeline/evidence.ts";
import { createFileMemory } from "./pipeline/files.ts";
import { createIntake } from "./pipeline/intake.ts";
import { documentsOf, keptState } from "./pipeline/link-documents.ts";
import { createLoop } from "./pipeline/loop.ts";
import { createMatchingStep } from "./pipeline/matching.ts";
import type { MatchedRow } from "./pipeline/naming.ts";
import { createParts } from "./pipeline/parts.ts";
import { createPbxList } from "./pipeline/pbx-list.ts";
import { createNews, type RecordingsListener } from "./pipeline/news.ts";
import { createActiveRows } from "./pipeline/rows.ts";
import { createSendingStep } from "./pipeline/sending.ts";
import { createSourceDesk } from "./pipeline/source-desk.ts";
import { statusFrom } from "./pipeline/status.ts";
import type { KeptChange, KeptDocument, RecordingsOptions } from "./pipeline/types.ts";
import type { PurgeResult } from "./purge/purge-once.ts";
import type { LibraryRow, Match } from "./types.ts";

/** What is told of recordings for counting. */
export interface RecordingsMeter {
  found(): void;
  matched(match: Match): void;
  converted(conversion: Conversion): void;
  sent(rows: readonly LibraryRow[]): void;
  purged(result: PurgeResult): void;
}

export interface Recordings {
  /** `documents`: the state as an earlier run left it; those of other rooms are left alone. Never rejects. */
  start(documents: readonly KeptDocument[]): Promise<void>;
  stop(): Promise<void>;
  /** Takes over changed settings while recordings come in. */
  apply(settings: RecordingsSettings, timezone: string | undefined): Promise<void>;
  /** What must be kept together with these events; then `note` them. */
  documentsOf(events: readonly CallEvent[]): KeptChange;
  note(events: readonly CallEvent[]): void;
  noteLogged(calls: readonly LoggedCall[]): void;
  status(): RecordingsStatus;
  page(query: RecordingQuery): Promise<RecordingPage>;
  total(filter: RecordingFilter): Promise<{ readonly count: number; readonly more: boolean }>;
  get(id: number): Promise<RecordingRow | undefined>;
  ofChain(chainId: string): Promise<readonly RecordingRow[]>;
  /** The address as receivers get it; `undefined` while there is no MP3. */
  link(id: number): Promise<string | undefined>;
  /** Converts them anew, or for the first time; resolves with their number once that is noted. */
  reprocess(
    which: { readonly ids: readonly number[] } | { readonly filter: RecordingFilter },
  ): Promise<number>;
  /** Sends what fits no call, with an empty id. False when there is no such recording without a call. */
  sendWithoutId(id: number): Promise<boolean>;
  purgePreview(): Promise<PurgePreview>;
  purgeNow(): Promise<PurgeResult>;
  /** Looks at everything again; `all`: takes those from before the installation into the list, too. */
  rescan(all?: boolean): Promise<void>;
  /** Links are signed with a new key; those of before work for so many more days. Never rejects. */
  rotateLinkKey: LinkKeyRing["rotate"];
  onChange(listener: RecordingsListener): () => void;
  /** Work under way that will end without the clock moving. */
  busy(): number;
}

/** Rows that may be of a talk, before they are looked at closely. */
const NEAR_MS = 60_000;
/** A call's recordings are listed this long after its end. */
const LISTED_AFTER_MS = 3_000;

export function createRecordings(options: RecordingsOptions, meter?: RecordingsMeter): Recordings {
  const { clock, log, library } = options;
  let { settings, timezone } = options;
  let started = false;
  let stopped = false;
  let lastPurge: PurgeResult | undefined;
  let purgePreview: PurgePreview | undefined;
  let ffmpegLooked: readonly string[] = [];
  let purged = false;

  const news = createNews(clock, log);
  const tell = (changed: readonly LibraryRow[]) => news.rows(changed.map(shown));
  const files = createFileMemory();
  const pbxList = createPbxList({
    ...{ clock, log },
    ask: () => (settings.source === "folder" ? options.askPbxList : undefined),
    onNews: () => {
      evidence.noteListed();
      loop.kick();
    },
  });
  const evidence = createEvidence(library, clock, pbxList.about);
  const rows = createActiveRows(library, tell);
  const loop = createLoop({ clock, log, round });
  const desk = createSourceDesk({
    connect: options.connectSource,
    library,
    clock,
    onNews: (told) => {
      intake.add(told);
      loop.kick();
    },
    onCondition: news.status,
    onListed: pbxList.note,
    known: (keys) => intake.known(keys),
  });
  const parts = createParts({ ...options, onDisk: diskChanged, onGone: tell, onPurge: notePurge });

  const sending = createSendingStep({
    ...{ rows, evidence, clock, log, expected },
    ...{ linkTo: options.linkTo, probe: options.probe, accept: options.accept, newId: options.newId },
    settleMs: () => settings.settleS * 1000,
    onSent: (sent) => meter?.sent(sent),
    onNews: loop.kick,
  });
  const intake = createIntake({
    ...{ rows, files, clock, simulated: options.simulated },
    sinceMs: desk.sinceMs,
    isHeld: sending.isHeld,
    onFound: () => meter?.found(),
    onChangedFile: (row) => converting.restart(row.id),
    onComplete: (row) => {
      matching.forget(row.id);
      pbxList.want(row.startedAtMs);
      sending.noteCame(row.id, cameAtMs(row));
    },
  });
  const matching = createMatchingStep({
    ...{ rows, files, library, evidence, clock, askCallLog: options.askCallLog },
    timezone: () => timezone,
    onMatched: (match) => meter?.matched(match),
  });
  const converting = createConvertingStep({
    ...{ rows, files, library, clock, log },
    settings: () => settings,
    storage: () => options.storageOf(settings),
    source: desk.source,
    transcoder: parts.transcoder,
    diskLow: () => parts.disk().space().state === "low",
    onNews: loop.kick,
    onProgress: (rowId) => {
      const row = rows.byId(rowId);
      if (row !== undefined) news.rows([shown(row)]);
    },
    onConversion: (conversion) => {
      meter?.converted(conversion);
      if (!conversion.result.ok && conversion.result.problem === "ffmpeg-missing") void lookForFfmpeg();
    },
  });
  const byHand = createByHand({
    ...{ rows, library, clock, kick: loop.kick, isHeld: sending.isHeld, forget: matching.forget },
  });

  /** One after the other: what each step keeps is what the next begins with. */
  async function round(): Promise<number | undefined> {
    if (!started) return undefined;
    if (purged) await afterPurge();
    const more = [await intake.work(), await byHand.work()].includes(true);
    const links = await evidence.keepNew();
    if (links.length > 0) await matching.reconsider(links);
    const dues = [await matching.work(), await converting.work(), await sending.work()];
    if (more) return clock.nowMs();
    const next = Math.min(...dues.map((due) => due ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(next) ? next : undefined;
  }

  /** When its last byte came: the file's own time where it agrees with what was seen here. */
  function cameAtMs(row: LibraryRow): number {
    const nowMs = clock.nowMs();
    const { modifiedAtMs } = files.of(row);
    return modifiedAtMs <= nowMs && nowMs - modifiedAtMs < 10_000 ? modifiedAtMs : nowMs;
  }

  function expected(row: MatchedRow): number | undefined {
    const link = evidence.recent(row.chainId, row.link);
    if (link === undefined) return undefined;
    const { atMs, startedAtMs = atMs } = link.ended;
    // Read before the end, the list lacks what is written down last.
    const listed = pbxList.between(startedAtMs - NEAR_MS, atMs + NEAR_MS, atMs + LISTED_AFTER_MS);
    return expectedFiles(link, listed, evidence.loggedCalls());
  }

  async function lookForFfmpeg(): Promise<void> {
    const found = await parts.transcoder().ffmpeg();
    ffmpegLooked = found.ok ? [] : found.looked;
    news.status();
  }

  function diskChanged(): void {
    news.status();
    loop.kick();
  }

  function notePurge(result: PurgeResult): void {
    lastPurge = result;
    purged = true;
    meter?.purged(result);
    loop.kick();
  }

  async function afterPurge(): Promise<void> {
    purged = false;
    await rows.refresh();
    purgePreview = await parts.purge().preview();
    await library.forgetLinks(clock.nowMs() - (settings.keepDays + 1) * 86_400_000);
    news.status();
  }

  function unreachable(): readonly LibraryRow[] {
    return rows.in("failed").filter(({ problem }) => problem === "link-unreachable");
  }

  function shown(row: LibraryRow): RecordingRow {
    const { from: _from, to: _to, nameNumber: _n, recordingId: _r, sendKey: _s, ...rest } = row;
    return withProgress(rest);
  }

  function withProgress(row: RecordingRow): RecordingRow {
    const progress = row.state === "converting" ? converting.progress(row.id) : undefined;
    return progress === undefined ? row : { ...row, progress };
  }

  /** Says it and goes on: calls must not wait for recordings. */
  async function tryTo(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      const reason = reasonOf(error);
      log.error("Recordings could not begin; restart the program when the cause is gone.", { reason });
    }
  }

  return {
    async start(documents) {
      await tryTo(async () => {
        await options.noteStorage?.(options.storageOf(settings));
        await rows.load();
        const kept = keptState(documents);
        evidence.load(kept.talks, kept.links);
        sending.addRemovals(kept.unreadable);
        await sending.recover(kept.sent);
        await rows.change(rows.in("converting").map((row) => ({ row, set: { state: "waiting" as const } })));
        await parts.start();
        started = true;
        if (settings.source !== "off") await desk.connect(settings, timezone);
        loop.kick();
      });
    },
    async stop() {
      stopped = true;
      pbxList.stop();
      await desk.stop();
      await converting.stop();
      await parts.stop();
      await loop.stop();
      await sending.idle();
      news.stop();
    },
    async apply(next, nextTimezone) {
      await options.noteStorage?.(options.storageOf(next));
      const before = settings;
      const zoneChanged = timezone !== nextTimezone;
      settings = next;
      timezone = nextTimezone;
      await parts.apply(before, next);
      if (!started || stopped) return;
      // Downloads wait beside the MP3 files, and those may lie among the PBX's own.
      const moved = (["source", "folder", "storage"] as const).some((name) => before[name] !== next[name]);
      if (next.source === "off") await desk.stop();
      else if (moved || zoneChanged) await tryTo(() => desk.connect(next, timezone));
      news.status();
      loop.kick();
    },
    documentsOf(events) {
      if (settings.source === "off") return { put: [], remove: [] };
      const { put, remove } = documentsOf(events);
      return { put, remove: [...remove, ...sending.takeRemovals()] };
    },
    note(events) {
      if (settings.source === "off" || stopped) return;
      for (const event of events) evidence.note(event);
      if (!events.some(({ type }) => type === "ended")) return;
      desk.source()?.soon?.();
      loop.kick();
    },
    noteLogged(calls) {
      if (settings.source === "off" || stopped) return;
      evidence.noteLogged(calls);
      loop.kick();
    },
    status: () =>
      statusFrom({
        ...{ settings, lastPurge, ffmpegLooked, purge: purgePreview },
        folder: options.folderOf(settings),
        storage: options.storageOf(settings),
        source: desk.source()?.condition(),
        ...rows.counts(),
        ffmpegMissing: converting.ffmpegMissing(),
        unreachable: unreachable().length,
        unreachableSentence: unreachable()[0]?.sentence ?? "",
        disk: parts.disk().space(),
      }),
    async page(query) {
      const page = await library.page(query);
      return { ...page, rows: page.rows.map(withProgress) };
    },
    total: library.total,
    async get(id) {
      const row = await library.byId(id);
      return row === undefined ? undefined : shown(row);
    },
    ofChain: async (chainId) => (await library.ofChain(chainId)).map(shown),
    async link(id) {
      const row = await library.byId(id);
      const isThere = row?.mp3Name !== undefined && row.mp3Bytes !== undefined && row.state !== "purged";
      return isThere && row.mp3Name !== undefined ? options.linkTo(row.mp3Name) : undefined;
    },
    reprocess: byHand.reprocess,
    sendWithoutId: byHand.sendWithoutId,
    purgePreview: () => parts.purge().preview(),
    purgeNow: () => parts.purge().run(),
    async rescan(all = false) {
      await desk.source()?.rescan({ all });
    },
    rotateLinkKey: options.rotateLinkKey,
    onChange: news.on,
    busy: () =>
      Number(loop.busy()) + converting.busy() + sending.busy() + desk.busy() + byHand.busy() + pbxList.busy(),
  };
}
