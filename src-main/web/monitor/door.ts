/** Who gets into the monitor: who knows the password, and without one nobody but this machine. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { closeSentences } from "../../../src-shared/rpc/close-reason.ts";
import type { LoginAnswer, SessionAnswer } from "../../../src-shared/rpc/monitor-session.ts";
import type { ServerSettings } from "../../../src-shared/settings/settings.ts";
import { guessPauseS, type Guesses } from "../guesses.ts";
import { cookieWith, noCookie, tokenIn } from "./cookie.ts";
import { isLocal, isSameOrigin, type Asker } from "./local-request.ts";
import { createPasswordCheck } from "./password.ts";
import { createSessions, createVisit, type Visit } from "./sessions.ts";

type Refused = Exclude<SessionAnswer["access"], "granted">;

export type Entry =
  | { readonly ok: true; readonly visit: Visit }
  | {
      readonly ok: false;
      readonly access: Refused;
      readonly status: 401 | 403 | 404;
      readonly sentence: string;
    };

export interface Login extends LoginAnswer {
  readonly status: 200 | 401 | 403 | 404 | 429 | 503;
  /** For the header of that name. */
  readonly setCookie?: string;
}

export interface Door {
  /** May this one load the page, which holds nothing but the login? `undefined`: yes. */
  page(asker: Asker): (Entry & { readonly ok: false }) | undefined;
  /** May this one see and do what the monitor shows? */
  enter(asker: Asker): Entry;
  login(asker: Asker, password: string): Promise<Login>;
  /** Ends the session; returns the header that takes the cookie away. */
  logout(asker: Asker): string;
  hasPassword(): boolean;
  /** A changed password, or switching the monitor off, ends every visit. */
  apply(settings: ServerSettings): void;
}

export function createDoor(options: {
  readonly settings: ServerSettings;
  readonly guesses: Guesses;
  readonly clock: Clock;
  readonly log: Logger;
}): Door {
  const { guesses, clock, log } = options;
  const password = createPasswordCheck();
  const sessions = createSessions(clock);
  let isOn = options.settings.monitor;
  /** All who are in without a session, because they are on this machine. */
  let locals = createVisit();
  password.set(options.settings.monitorPassword);

  function page(asker: Asker): (Entry & { readonly ok: false }) | undefined {
    if (!isOn) return refused("switched-off", 404);
    return password.isSet() || isLocal(asker) ? undefined : refused("remote-off", 403);
  }

  async function login(asker: Asker, given: string): Promise<Login> {
    const closed = page(asker);
    if (closed !== undefined) return { status: closed.status, ...refusedLogin(closed.sentence) };
    if (!isSameOrigin(asker)) return { status: 403, ...refusedLogin(closeSentences["not-allowed"]) };
    if (!password.isSet()) return { status: 200, outcome: "granted", sentence: "No password is set." };
    const address = asker.remoteAddress ?? "";
    const came = await password.check(given, () => guesses.waitMs(address) === 0);
    switch (came) {
      case "busy":
        return {
          status: 503,
          outcome: "busy",
          sentence: "Too many try to log in at once. Try again shortly.",
        };
      case "not-now":
        return paused(address);
      case "wrong":
        guesses.wrong(address);
        log.warn("A wrong password was given at the monitor's login.", { address });
        return guesses.waitMs(address) > 0 ? paused(address) : wrong(guesses.triesLeft(address));
      case "right": {
        end(asker);
        log.info("Somebody logged in to the monitor.", { address });
        const setCookie = cookieWith(sessions.open());
        return { status: 200, outcome: "granted", sentence: "Logged in.", setCookie };
      }
      default: {
        const _never: never = came;
        return _never;
      }
    }
  }

  function paused(address: string): Login {
    const pauseS = Math.ceil(guesses.waitMs(address) / 1000);
    const sentence = `Too many wrong passwords from this address. Try again in ${pauseS} seconds.`;
    return { status: 429, outcome: "paused", sentence, pauseS };
  }

  function end(asker: Asker): void {
    const token = tokenIn(asker.headers.cookie);
    if (token !== undefined) sessions.end(token);
  }

  return {
    page,
    login,
    enter(asker) {
      const closed = page(asker);
      if (closed !== undefined) return closed;
      if (!password.isSet()) return { ok: true, visit: locals };
      const token = tokenIn(asker.headers.cookie);
      const visit = token === undefined ? undefined : sessions.find(token);
      visit?.touch();
      return visit === undefined ? refused("login-needed", 401) : { ok: true, visit };
    },
    logout(asker) {
      end(asker);
      return noCookie;
    },
    hasPassword: password.isSet,
    apply({ monitor, monitorPassword }) {
      const changed = !password.isSame(monitorPassword);
      if (changed) password.set(monitorPassword);
      isOn = monitor;
      if (isOn && !changed) return;
      const reason = isOn ? "session-ended" : "switched-off";
      sessions.endAll(reason);
      const left = locals;
      locals = createVisit();
      left.end(reason);
    },
  };
}

function refused(access: Refused, status: 401 | 403 | 404): Entry & { readonly ok: false } {
  return { ok: false, access, status, sentence: closeSentences[access] };
}

function refusedLogin(sentence: string): LoginAnswer {
  return { outcome: "refused", sentence };
}

function wrong(triesLeft: number): Login {
  const tries = triesLeft === 1 ? "1 try" : `${triesLeft} tries`;
  const sentence = `Wrong password. ${tries} left, then a pause of ${guessPauseS / 60} min.`;
  return { status: 401, outcome: "wrong-password", sentence, triesLeft, pauseS: guessPauseS };
}
