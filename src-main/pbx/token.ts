/**
 * Keeps the one access token of this client. 3CX lets a client have a single live token: a new one
 * kills the one before (source: 3cx/xapi-tutorial). So everything in this room shares this holder,
 * refreshes never run side by side, and whoever is refused with an old token just takes the newest.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { createBackoff } from "./backoff.ts";
import { failure, isPassing, type PbxFailure, type PbxResult } from "./failure.ts";
import type { HttpClient } from "./http-client.ts";
import { tokenFromAnswer } from "./wire/token-answer.ts";

export type TokenResult = { readonly ok: true; readonly token: string } | PbxFailure;

export interface TokenHolder {
  /** The token, a new one when 80 % of its life has passed. */
  current(): Promise<TokenResult>;
  /** A token nobody has used yet. */
  fresh(): Promise<TokenResult>;
  /** To be called with a token that got a 401: the newest token, asked for unless it is newer already. */
  refused(token: string): Promise<TokenResult>;
  /** True when valid tokens were refused again and again lately: somebody else uses this client id. */
  contested(): boolean;
}

export interface TokenOptions {
  readonly http: HttpClient;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

interface Held {
  readonly token: string;
  readonly refreshAtMs: number;
  readonly endsAtMs: number;
}

const refreshAt = 0.8;
const contestedWithinMs = 10 * 60_000;
const contestedTimes = 5;
/** After this many refusals at once, one new token each 2 s is all that a 401 storm gets. */
const refusalsAtOnce = 10;
const refusalEveryMs = 2_000;

export function createTokenHolder(options: TokenOptions): TokenHolder {
  const { clock, log } = options;
  const backoff = createBackoff([1, 2, 5, 10, 20], options.random);
  const askForToken = createTokenRequest(options);
  let held: Held | undefined;
  let refreshing: Promise<TokenResult> | undefined;
  let failed: { readonly with: PbxFailure; readonly untilMs: number } | undefined;
  let refusals: number[] = [];

  const refresh = (): Promise<TokenResult> => {
    refreshing ??= fetchToken().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  const fetchToken = async (): Promise<TokenResult> => {
    if (failed !== undefined && clock.nowMs() < failed.untilMs) return failed.with;
    const askedAtMs = clock.nowMs();
    const result = await askForToken();
    if (!result.ok) {
      failed = { with: result, untilMs: clock.nowMs() + backoff.nextMs() };
      return result;
    }
    const answer = tokenFromAnswer(result.json);
    if (answer === undefined) {
      const odd = failure("not-3cx", "the token request was answered without a token", result.status);
      failed = { with: odd, untilMs: clock.nowMs() + backoff.nextMs() };
      return odd;
    }
    failed = undefined;
    backoff.reset();
    const { token, lifetimeMs } = answer;
    held = { token, refreshAtMs: askedAtMs + lifetimeMs * refreshAt, endsAtMs: askedAtMs + lifetimeMs };
    log.debug("3CX gave a new access token.", { lifetimeS: Math.round(lifetimeMs / 1000) });
    return { ok: true, token };
  };

  const recentRefusals = () => {
    const sinceMs = clock.nowMs() - contestedWithinMs;
    refusals = refusals.filter((atMs) => atMs > sinceMs);
    return refusals;
  };

  return {
    current: async () => {
      if (refreshing !== undefined) return refreshing;
      if (held !== undefined && clock.nowMs() < held.refreshAtMs) return { ok: true, token: held.token };
      const result = await refresh();
      // A token endpoint that is out of order for a moment does not make the old token worse.
      if (result.ok || !isPassing(result.kind) || held === undefined) return result;
      return clock.nowMs() < held.endsAtMs ? { ok: true, token: held.token } : result;
    },
    fresh: refresh,
    refused: async (token) => {
      if (refreshing !== undefined) return refreshing;
      if (held !== undefined && held.token !== token) return { ok: true, token: held.token };
      const allowance = createAllowance(recentRefusals(), clock.nowMs());
      if (allowance < 1) return failure("unauthorised", "3CX refused several new tokens in a row", 401);
      if (refusals.length < 1000) refusals.push(clock.nowMs());
      return refresh();
    },
    contested: () => recentRefusals().length >= contestedTimes,
  };
}

/** How many refusals may still be answered with a new token now: a bucket of ten, refilled every 2 s. */
function createAllowance(refusals: readonly number[], nowMs: number): number {
  let level = refusalsAtOnce;
  let atMs = refusals[0] ?? nowMs;
  for (const refusalMs of refusals) {
    level = Math.min(refusalsAtOnce, level + (refusalMs - atMs) / refusalEveryMs) - 1;
    atMs = refusalMs;
  }
  return Math.min(refusalsAtOnce, level + (nowMs - atMs) / refusalEveryMs);
}

/** Asks for a token, urlencoded first; official samples send multipart, so that is tried when the first is not liked. */
function createTokenRequest({ http, clientId, clientSecret }: TokenOptions): () => Promise<PbxResult> {
  const fields = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
  let multipart = false;

  const post = async () => {
    if (!multipart) {
      const body = new URLSearchParams(fields).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return http.ask({ method: "POST", path: "/connect/token", headers, body });
    }
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return http.ask({ method: "POST", path: "/connect/token", body });
  };

  return async () => {
    const first = await post();
    if (first.ok || (first.status !== 400 && first.status !== 415)) return nameTokenFailure(first);
    multipart = !multipart;
    return nameTokenFailure(await post());
  };
}

/** At the token endpoint the statuses mean something else than elsewhere. */
function nameTokenFailure(result: PbxResult): PbxResult {
  if (result.ok) return result;
  const { status, detail } = result;
  if (status === 400 || status === 401 || status === 415) return failure("wrong-secret", detail, status);
  if (status === 404) return failure("old-version", detail, status);
  if (status === 403) return failure("forbidden-everywhere", detail, status);
  return result;
}
