/**
 * Whether there is a newer version, for a program that nobody updates by itself, such as the service: asked once a
 * day when the settings name an address, told in /health and the log. It never downloads a version.
 */
import type { UpdateHealth } from "../../src-shared/contract/health.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";

export interface NewerVersionOptions {
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** The text behind an address; rejects with a reason. */
  readonly ask: (url: string) => Promise<string>;
}

export interface NewerVersion {
  health(): UpdateHealth;
  /** `[server] update_url`; `undefined`: ask nobody. */
  follow(url: string | undefined): void;
  stop(): void;
}

const firstAskMs = 60_000;
const askAgainMs = 24 * 60 * 60_000;

export function createNewerVersion({ version, clock, log, ask }: NewerVersionOptions): NewerVersion {
  const off: UpdateHealth = { state: "off", version: "", sentence: "Newer versions are not looked for." };
  let health = off;
  let followed: string | undefined;
  let cancel = () => {};

  function askIn(delayMs: number, url: string): void {
    cancel = clock.after(delayMs, () => {
      void look(url).then(() => {
        if (followed === url) askIn(askAgainMs, url);
      });
    });
  }

  async function look(url: string): Promise<void> {
    const found = await ask(url).then(
      (text) => readVersion(text) ?? say("update.noVersion"),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    // The settings may have changed meanwhile.
    if (followed !== url) return;
    const before = health.version;
    health = typeof found === "string" ? unknown(url, found) : judged(found.version);
    if (health.state === "newer" && health.version !== before) log.info(health.sentence);
    if (health.state === "unknown") log.debug(health.sentence);
  }

  function judged(found: string): UpdateHealth {
    if (!isNewer(found, version))
      return { state: "current", version: "", sentence: "This version is the newest." };
    const sentence = `Version ${found} is there; this is ${version}. Install it as this one was installed.`;
    return { state: "newer", version: found, sentence };
  }

  return {
    health: () => health,
    follow(url) {
      if (url === followed) return;
      cancel();
      followed = url;
      health = url === undefined ? off : { state: "unknown", version: "", sentence: say("update.notAsked") };
      if (url !== undefined) askIn(firstAskMs, url);
    },
    stop() {
      followed = undefined;
      cancel();
    },
  };
}

function unknown(url: string, reason: string): UpdateHealth {
  return { state: "unknown", version: "", sentence: say("update.unknown", { url, reason }) };
}

/** Out of electron-builder's latest.yml, or JSON with a field `version`. */
function readVersion(text: string): { readonly version: string } | undefined {
  const version = /(?:^|[{,\s])"?version"?\s*:\s*["']?(\d{1,6}\.\d{1,6}\.\d{1,6})["']?\s*(?:[,}\r\n]|$)/.exec(
    text,
  )?.[1];
  return version === undefined ? undefined : { version };
}

/** By their three numbers; a version in preparation (`1.2.0-beta`) counts as its number. */
function isNewer(found: string, own: string): boolean {
  const numbers = (text: string) => (text.split("-")[0] ?? "").split(".").map(Number);
  const [ours, theirs] = [numbers(own), numbers(found)];
  for (const index of [0, 1, 2]) {
    const difference = (theirs[index] ?? 0) - (ours[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
