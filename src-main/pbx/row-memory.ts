/**
 * Reads rows of ActiveCalls and remembers those of the last poll: a row that says the same is not read
 * again but is the same object as before, so everybody sees at a glance that nothing changed.
 */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import { parseActiveCall } from "./wire/active-call-rows.ts";
import { asObject } from "./wire/values.ts";

export interface RowMemory {
  /** The row; `undefined` when it cannot be understood. */
  read(row: unknown): ActiveCall | undefined;
  /** A poll is through: rows that it lacked are forgotten. */
  turn(): void;
}

/** All of a row that its reading depends on. */
interface Words {
  readonly id: number;
  readonly caller: string;
  readonly callee: string;
  readonly status: string;
  readonly establishedAt: string | null;
}

interface Known extends Words {
  readonly call: ActiveCall;
  /** Another row of the same call. */
  readonly next: Known | undefined;
}

export function createRowMemory(): RowMemory {
  let before = new Map<number, Known>();
  let now = new Map<number, Known>();

  return {
    read: (row) => {
      const words = wordsOf(row);
      if (words === undefined) return parseActiveCall(row);
      const call = find(before.get(words.id), words) ?? parseActiveCall(row);
      if (call !== undefined) now.set(words.id, { ...words, call, next: now.get(words.id) });
      return call;
    },
    turn: () => {
      before = now;
      now = new Map();
    },
  };
}

/** `undefined` for a row that is spelled otherwise than usual: it is read anew each time. */
function wordsOf(row: unknown): Words | undefined {
  const object = asObject(row);
  if (object === undefined) return undefined;
  const { Id: id, Caller: caller, Callee: callee, Status: status, EstablishedAt: establishedAt } = object;
  const isUsual =
    typeof id === "number" &&
    typeof caller === "string" &&
    typeof callee === "string" &&
    typeof status === "string" &&
    (typeof establishedAt === "string" || establishedAt === null);
  return isUsual ? { id, caller, callee, status, establishedAt } : undefined;
}

function find(known: Known | undefined, words: Words): ActiveCall | undefined {
  for (let each = known; each !== undefined; each = each.next) {
    const isSame =
      each.callee === words.callee &&
      each.status === words.status &&
      each.caller === words.caller &&
      each.establishedAt === words.establishedAt;
    if (isSame) return each.call;
  }
  return undefined;
}
