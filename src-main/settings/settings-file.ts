/** The settings file while the program runs: loads it, follows changes made by hand, and writes those made in the settings view. */
import { basename } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Mistake, SettingsChange, SettingsWarning } from "../../src-shared/settings/mistake.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import { applyChanges } from "./apply-changes.ts";
import { writeAtomically } from "./atomic-write.ts";
import type { Environment, SecretReader } from "./environment.ts";
import { formatMistake } from "./format-mistakes.ts";
import { readFileContent, settingsOf, type FileContent } from "./load-file.ts";
import { readSettings } from "./read-settings.ts";
import type { SettingsResult } from "./read-settings.ts";
import { createRemarks } from "./remarks.ts";
import { sampleSettings } from "./sample-settings.ts";
import type { SealedText } from "./sealed-text.ts";
import { createSecretReader } from "./secret-file.ts";
import { watchFile } from "./watch-file.ts";
import type { WatchFile } from "./watch-file.ts";

export interface SettingsFileOptions {
  readonly path: string;
  readonly env: Environment;
  readonly clock: Clock;
  readonly log: Logger;
  /** New settings from a change by hand or by `write`; not called by `load`, whose result says it. */
  onSettings(settings: Settings, warnings: readonly SettingsWarning[]): void;
  /** The file changed and is mistaken or gone; the settings before stay in force. */
  onMistakes(mistakes: readonly Mistake[]): void;
  /** The user named this file: not finding it is a mistake rather than a reason for the defaults. */
  readonly mustExist?: boolean;
  readonly watchFile?: WatchFile;
  readonly secretsFromFile?: SecretReader;
  /** Secrets are not in the file as they are; default: they are. */
  readonly sealed?: Pick<SealedText, "open" | "seal" | "unreadable">;
}

export interface SettingsFile {
  /** Reads the file. Logs warnings; mistakes are the caller's to show. */
  load(): Promise<SettingsResult>;
  /** Follows the file from now on. */
  watch(): void;
  /** No callback comes after this. */
  stop(): Promise<void>;
  /** The file as it is now, or what a first one would be. `undefined` when it cannot be read. */
  current(): Promise<string | undefined>;
  /** What the settings would be with this text; nothing is written. */
  wouldBe(text: string): SettingsResult;
  /** Writes the whole text, unless the file is not `before` any more (`changed`). A text with mistakes is not written. */
  replace(before: string, text: string): Promise<SettingsResult | "changed">;
  /** Changes values in the file, comments kept; one by one, in the order of the calls. A result with mistakes is not written. */
  write(changes: readonly SettingsChange[]): Promise<SettingsResult>;
}

/** Editors save in several steps; the file is read when it has been quiet for so long. */
const SETTLE_MS = 200;

export function createSettingsFile(options: SettingsFileOptions): SettingsFile {
  const { path, clock, log } = options;
  const secretsFromFile = options.secretsFromFile ?? createSecretReader();
  const reading = { env: options.env, secretsFromFile };
  let told: string | undefined;
  /** The file as last seen: when it vanishes, a write builds on this and loses nothing. */
  let lastText: string | undefined;
  let stopped = false;
  let cancelSettle = () => {};
  let stopWatching: (() => Promise<void>) | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other, so that a reload never sees half of a write. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  /** The file as it means, secrets opened. */
  async function readContent(): Promise<FileContent> {
    const content = await readFileContent(path);
    const { sealed } = options;
    if (content.kind !== "text" || sealed === undefined) return content;
    const text = sealed.open(content.text);
    for (const { section, key } of sealed.unreadable()) {
      log.warn(`[${section}] ${key} was encrypted for another user or computer: set it again.`);
    }
    return { ...content, text };
  }

  async function read(): Promise<SettingsResult> {
    const content = await readContent();
    if (content.kind === "text") lastText = content.text;
    if (content.kind === "missing" && lastText !== undefined) {
      return refused(path, `the settings file ${path} is gone. ${BACK}`);
    }
    if (content.kind === "missing" && options.mustExist === true) {
      return refused(path, `there is no settings file at ${path}. ${NAMED}`);
    }
    return settingsOf(path, content, reading);
  }

  function tell(result: SettingsResult): void {
    const fingerprint = JSON.stringify(result);
    if (stopped || fingerprint === told) return;
    told = fingerprint;
    for (const warning of result.warnings) log.warn(formatMistake(warning));
    if (result.ok) {
      log.info("The settings changed; the new ones apply.");
      options.onSettings(result.settings, result.warnings);
      return;
    }
    for (const mistake of result.mistakes) log.error(formatMistake(mistake));
    log.warn("The settings before the change stay in force.");
    options.onMistakes(result.mistakes);
  }

  async function load(): Promise<SettingsResult> {
    const result = await read();
    told = JSON.stringify(result);
    for (const warning of result.warnings) log.warn(formatMistake(warning));
    return result;
  }

  async function write(changes: readonly SettingsChange[]): Promise<SettingsResult> {
    const content = await readContent();
    if (content.kind === "unreadable") return settingsOf(path, content, reading);
    const before = textOf(content);
    const remarks = createRemarks(basename(path));
    const after = applyChanges(before, changes, remarks);
    const impossible = remarks.mistakes();
    if (impossible.length > 0) return { ok: false, mistakes: impossible, warnings: [] };
    const planned = wouldBe(after);
    if (!planned.ok) return planned;
    if (after !== before || (content.kind === "missing" && changes.length > 0)) {
      return writeAndRead(after, planned.warnings);
    }
    return readAndTell();
  }

  async function replace(before: string, text: string): Promise<SettingsResult | "changed"> {
    const content = await readContent();
    if (content.kind === "unreadable") return settingsOf(path, content, reading);
    if (textOf(content) !== before) return "changed";
    const planned = wouldBe(text);
    if (!planned.ok) return planned;
    return text === before && content.kind === "text" ? readAndTell() : writeAndRead(text, planned.warnings);
  }

  function wouldBe(text: string): SettingsResult {
    return readSettings(text, { ...reading, fileName: basename(path) });
  }

  /** A file that is not there begins as the sample, or as it was last seen. */
  function textOf(content: FileContent): string {
    return content.kind === "text" ? content.text : (lastText ?? sampleSettings());
  }

  async function writeAndRead(text: string, warnings: readonly SettingsWarning[]): Promise<SettingsResult> {
    const problem = await writeAtomically(path, options.sealed?.seal(text) ?? text).then(
      () => undefined,
      unwritable(path),
    );
    return problem === undefined ? readAndTell() : { ok: false, mistakes: [problem], warnings };
  }

  async function readAndTell(): Promise<SettingsResult> {
    const result = await read();
    tell(result);
    return result;
  }

  function onChange(): void {
    cancelSettle();
    if (stopped) return;
    cancelSettle = clock.after(SETTLE_MS, () => {
      inTurn(async () => tell(await read())).catch((error: unknown) =>
        log.error("The changed settings could not be applied.", { reason: String(error) }),
      );
    });
  }

  return {
    load: () => inTurn(load),
    current: () =>
      inTurn(async () => {
        const content = await readContent();
        return content.kind === "unreadable" ? undefined : textOf(content);
      }),
    wouldBe,
    replace: (before, text) => inTurn(() => replace(before, text)),
    write: (changes) => inTurn(() => write(changes)),
    watch() {
      if (stopped || stopWatching !== undefined) return;
      const start = options.watchFile ?? watchFile;
      stopWatching = start(path, onChange, (message) => log.warn(message));
    },
    async stop() {
      stopped = true;
      cancelSettle();
      await stopWatching?.();
      await queue;
    },
  };
}

const BACK = "Put it back.";
const NAMED = "Check the path, or make the file by copying the sample from docs/settings.md to that place.";

function refused(path: string, message: string): SettingsResult {
  const expected = "the settings file at its place";
  return {
    ok: false,
    mistakes: [{ file: basename(path), section: "", expected, message }],
    warnings: [],
  };
}

function unwritable(path: string): (error: unknown) => Mistake {
  return (error) => {
    const code = codeOf(error) || String(error);
    const expected = "a folder this program may write to";
    const message = `the file ${path} cannot be written (${code}): check the permissions of its folder and the free disk space`;
    return { file: basename(path), section: "", expected, message };
  };
}
