/** Makes of a capture what a server needs to play the PBX of it: answers by question, messages and breaks by time. */
import type { CaptureFile } from "../../../src-shared/capture/capture-file.ts";

export interface ScriptedAnswer {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  /** Messages about this very leg that had come when it was asked for. */
  readonly messagesBefore: number;
  readonly status?: number;
  readonly json?: unknown;
  readonly failure?: string;
}

export interface ScriptedMessage {
  readonly atMs: number;
  /** What `legKeyOfPath` makes of the leg that it is about; `undefined` when it names none. */
  readonly leg: string | undefined;
  readonly text: string;
}

export interface ScriptedSocket {
  readonly atMs: number;
  readonly state: "opened" | "closed" | "refused";
  readonly status?: number;
}

export interface Script {
  readonly answers: ReadonlyMap<string, readonly ScriptedAnswer[]>;
  readonly messages: readonly ScriptedMessage[];
  readonly sockets: readonly ScriptedSocket[];
  readonly lengthMs: number;
}

export function scriptOf({ lines }: CaptureFile): Script {
  const answers = new Map<string, ScriptedAnswer[]>();
  const messages: ScriptedMessage[] = [];
  const sockets: ScriptedSocket[] = [];
  const told = new Map<string, number>();
  const asked = new Map<number, { key: string; atMs: number; messagesBefore: number }>();
  for (const line of lines) {
    const { atMs } = line;
    switch (line.kind) {
      case "question": {
        const key = questionKey(line.body.path);
        asked.set(line.body.ask, { key, atMs, messagesBefore: told.get(key) ?? 0 });
        break;
      }
      case "answer": {
        const question = asked.get(line.body.ask);
        if (question === undefined) break;
        const { key, messagesBefore } = question;
        const { ask: _ask, ...result } = line.body;
        const list = answers.get(key) ?? [];
        answers.set(key, list);
        list.push({ askedAtMs: question.atMs, answeredAtMs: atMs, messagesBefore, ...result });
        break;
      }
      case "event": {
        const { message } = line.body;
        const leg = legOf(message);
        if (leg !== undefined) told.set(leg, (told.get(leg) ?? 0) + 1);
        messages.push({ atMs, leg, text: message === undefined ? "no JSON" : JSON.stringify(message) });
        break;
      }
      case "socket":
        sockets.push({ atMs, ...line.body });
        break;
      case "made":
      case "unexpected":
      case "end":
        break;
      default: {
        const _never: never = line;
        return _never;
      }
    }
  }
  return { answers, messages, sockets, lengthMs: lines.at(-1)?.atMs ?? 0 };
}

/** Questions that differ only in the times they ask about are one. */
export function questionKey(path: string): string {
  const [route = "", ...query] = path.split("?");
  return [decoded(route), ...query].join("?").replaceAll(/\d{4}-\d\d-\d\dT[\w:.%]*Z/gi, "*");
}

function legOf(message: unknown): string | undefined {
  const entity = fieldOf(fieldOf(message, "event"), "entity");
  return typeof entity === "string" ? questionKey(`/${entity.replace(/^\/|\/$/g, "")}`) : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

function decoded(route: string): string {
  try {
    return decodeURIComponent(route);
  } catch {
    return route;
  }
}
