/** The words in which scenarios and their promises are written. */
import type { StandingPoint, TransferType } from "../../../src-shared/telephony/call-event.ts";
import type { UserType } from "../../../src-shared/telephony/dn.ts";
import type { Action } from "../model/actions.ts";
import { findStation, type StationKind } from "../model/company.ts";
import type { ChainPromise, PromisedEvent, Scenario, Step } from "./types.ts";

/** An action whose label is given elsewhere; keeps the union apart. */
type Unlabelled<A> = A extends Action ? Omit<A, "call"> : never;

/** Steps of one call: `[atMs, action]`. */
export function stepsOf(call: string, ...steps: readonly (readonly [number, Unlabelled<Action>])[]): Step[] {
  return steps.map(([atMs, action]) => ({ atMs, do: { ...action, call } }));
}

type ScenarioDraft = Pick<Scenario, "name" | "title" | "summary" | "steps" | "promise"> &
  Partial<Pick<Scenario, "overrides" | "promiseInternal">>;

/** Applies the overrides to promises, so that nobody can forget to. */
export function defineScenario(draft: ScenarioDraft): Scenario {
  const overrides = draft.overrides ?? {};
  return {
    name: draft.name,
    title: draft.title,
    summary: draft.summary,
    steps: draft.steps,
    overrides,
    promise: (switches) => draft.promise({ ...switches, ...overrides }),
    promiseInternal: (switches) => draft.promiseInternal?.({ ...switches, ...overrides }) ?? [],
  };
}

/** The nth outside number of the catalogue, all of the same length so that suffixes cannot collide. */
export function outsideNumber(n: number): string {
  return `+420601${String(n).padStart(4, "0")}`;
}

/** As receivers get a number by default: digits only. */
export function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, "");
}

export function incoming(from: string, did: string, ...events: readonly PromisedEvent[]): ChainPromise {
  return { callerId: digitsOf(from), direction: "incoming", did, events };
}

export function outgoing(to: string, ...events: readonly PromisedEvent[]): ChainPromise {
  return { callerId: digitsOf(to), direction: "outgoing", did: "", events };
}

export function internal(from: string, ...events: readonly PromisedEvent[]): ChainPromise {
  return { callerId: from, direction: "internal", did: "", events };
}

export function ringing(user: string, link = 0): PromisedEvent {
  return { event: "ringing", user, userType: userType(user), link };
}

export function dialing(user: string): PromisedEvent {
  return { event: "dialing", user, userType: userType(user), link: 0 };
}

export function started(user: string, link = 1, transferType: TransferType = "none"): PromisedEvent {
  return { event: "started", user, userType: userType(user), link, transferType };
}

/** The end of a talk; `talkS` undefined: nothing the PBX shows settles its length. */
export function ended(user: string, link: number, talkS: number | undefined): PromisedEvent {
  const base = {
    event: "ended",
    user,
    userType: userType(user),
    link,
    finish: "ok",
    transferred: false,
  } as const;
  return talkS === undefined ? base : { ...base, talkS };
}

/** The end of a talk that went on elsewhere. */
export function passedOn(user: string, link: number, talkS: number | undefined): PromisedEvent {
  return { ...ended(user, link, talkS), transferred: true };
}

export function missed(user: string, link = 0, transferred = false): PromisedEvent {
  return {
    event: "ended",
    user,
    userType: userType(user),
    link,
    finish: "missed",
    transferred,
    standingPoint: standingPoint(kindOf(user)),
  };
}

function kindOf(dn: string): StationKind {
  return findStation(dn)?.kind ?? "extension";
}

function userType(dn: string): UserType {
  const kind = kindOf(dn);
  if (kind === "extension") return "ext";
  return kind === "queue" ? "queue" : "other";
}

function standingPoint(kind: StationKind): StandingPoint {
  return kind === "queue" || kind === "ring-group" || kind === "ivr" ? kind : "extension";
}
