/** The page's login: asks the https server who gets in. In the desktop window nobody needs it. */
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import {
  loginAnswerSchema,
  logoutAnswerSchema,
  monitorPaths,
  sessionAnswerSchema,
  type LoginAnswer,
  type SessionAnswer,
} from "../../src-shared/rpc/monitor-session.ts";

export interface MonitorSession {
  /** `undefined` when the server does not answer. */
  ask(): Promise<SessionAnswer | undefined>;
  /** Connect the client again after `granted`. */
  login(password: string): Promise<LoginAnswer>;
  /** `false`: the server did not say that the session is over. */
  logout(): Promise<boolean>;
  /** Why a socket does not open, as far as the server says. */
  whyNot(): Promise<CloseReason>;
}

type Fetch = (path: string, init?: RequestInit) => Promise<Pick<Response, "json">>;

const noAnswer: LoginAnswer = {
  outcome: "busy",
  sentence: "The service does not answer. Check that it runs, then try again.",
};

/** Nothing in here rejects. */
export function createMonitorSession(ask: Fetch = (path, init) => fetch(path, init)): MonitorSession {
  async function json(path: string, init: RequestInit = {}): Promise<unknown> {
    try {
      const answer = await ask(path, { ...init, cache: "no-store", credentials: "same-origin" });
      return await answer.json();
    } catch {
      return undefined;
    }
  }

  async function askSession(): Promise<SessionAnswer | undefined> {
    const read = sessionAnswerSchema.safeParse(await json(monitorPaths.session));
    return read.success ? read.data : undefined;
  }

  return {
    ask: askSession,
    async login(password) {
      const came = await json(monitorPaths.login, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ password }),
      });
      const read = loginAnswerSchema.safeParse(came);
      return read.success ? read.data : noAnswer;
    },
    async logout() {
      return logoutAnswerSchema.safeParse(await json(monitorPaths.logout, { method: "POST" })).success;
    },
    async whyNot() {
      const access = (await askSession())?.access ?? "granted";
      // Let in, or no answer at all: then it was the line.
      return access === "granted" ? "lost" : access;
    },
  };
}
