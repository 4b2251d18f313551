/**
 * Who may ask: one live token for each API client. A new token kills the one before
 * (source: README of 3cx/xapi-tutorial), which is why two programs cannot share a client.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { JwtClaims } from "./jwt.ts";
import type { SimClient, TokenStyle } from "./options.ts";

export interface IssuedToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface Tokens {
  /** A new token for `client`; the former one is void from now on. */
  issue(client: SimClient, style: TokenStyle): IssuedToken;
  /** The client whose live token this is. */
  clientOf(token: string): SimClient | undefined;
  /** Voids all tokens, as a restart of the PBX does. */
  voidAll(): void;
  /** Tells that a token died: replaced, voided or expired. */
  onDeath(listener: (token: string) => void): void;
  stop(): void;
}

export interface TokensOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly signJwt: (claims: JwtClaims) => string;
}

interface LiveToken extends IssuedToken {
  readonly client: SimClient;
  readonly cancelExpiry: () => void;
}

export function createTokens({ clock, random, signJwt }: TokensOptions): Tokens {
  const live = new Map<string, LiveToken>();
  const listeners: ((token: string) => void)[] = [];

  function kill(entry: LiveToken): void {
    entry.cancelExpiry();
    if (live.get(entry.client.clientId) === entry) live.delete(entry.client.clientId);
    for (const listener of listeners) listener(entry.token);
  }

  function issue(client: SimClient, style: TokenStyle): IssuedToken {
    const former = live.get(client.clientId);
    const issuedAtS = Math.floor(clock.nowMs() / 1000);
    const expiresAtS = issuedAtS + style.lifetimeS;
    const tokenId = randomHex(random, 16);
    const token =
      style.format === "jwt"
        ? signJwt({ clientId: client.clientId, issuedAtS, expiresAtS, tokenId })
        : randomHex(random, 32);
    const expiresAtMs = expiresAtS * 1000;
    const entry: LiveToken = {
      client,
      token,
      expiresAtMs,
      cancelExpiry: clock.after(expiresAtMs - clock.nowMs(), () => kill(entry)),
    };
    live.set(client.clientId, entry);
    if (former) kill(former);
    return { token, expiresAtMs };
  }

  function clientOf(token: string): SimClient | undefined {
    for (const entry of live.values()) {
      if (entry.token === token && clock.nowMs() < entry.expiresAtMs) return entry.client;
    }
    return undefined;
  }

  return {
    issue,
    clientOf,
    voidAll: () => [...live.values()].forEach(kill),
    onDeath: (listener) => void listeners.push(listener),
    stop: () => {
      for (const entry of live.values()) entry.cancelExpiry();
      live.clear();
    },
  };
}

function randomHex(random: () => number, bytes: number): string {
  return Array.from({ length: bytes }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, "0"),
  ).join("");
}
