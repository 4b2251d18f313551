/**
 * The program's log: readable lines on a terminal, JSON lines elsewhere. Secrets are known by value and
 * masked wherever they turn up, because a sentence from the network may quote one.
 */
import { pino } from "pino";
import { prettyFactory } from "pino-pretty";
import type { LogFields, Logger } from "../src-shared/ports/logger.ts";
import type { LogSettings } from "../src-shared/settings/settings.ts";
import { createMask } from "./program/log-mask.ts";

export interface LogOptions {
  readonly level: LogSettings["level"];
  /** Gets whole lines, line end included. Lines are readable and coloured when it is a terminal. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
}

export interface RootLogger extends Logger {
  /** A logger whose lines name the room they come from. Follows `setLevel` and `setSecrets`. */
  child(room: string): Logger;
  setLevel(level: LogSettings["level"]): void;
  /** From now on these texts are written as `***`; replaces those of an earlier call. */
  setSecrets(secrets: readonly string[]): void;
}

/** `output` is usually process.stdout or process.stderr. Writes at once: a crash loses no line. */
export function createLogger({ level, output }: LogOptions): RootLogger {
  const readable = output.isTTY === true ? createReadable() : (line: string) => line;
  const root = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void output.write(readable(line)) },
  );
  let mask = createMask([]);

  function loggerOver(target: pino.Logger): Logger {
    const write = (at: keyof Logger) => (message: string, fields?: LogFields) => {
      if (root.isLevelEnabled(at)) target[at](mask.fields(fields ?? {}), mask.text(message));
    };
    return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  }

  return {
    ...loggerOver(root),
    // A child's own level never holds anything back: the root's decides, also when it changes later.
    child: (room) => loggerOver(root.child({ room }, { level: "debug" })),
    setLevel: (next) => {
      root.level = next;
    },
    setSecrets: (secrets) => {
      mask = createMask(secrets);
    },
  };
}

/** `18:04:31.120 INFO (pbx): sentence {"field":1}` */
function createReadable(): (line: string) => string {
  return prettyFactory({
    colorize: true,
    ignore: "room",
    messageFormat: "{if room}{room}: {end}{msg}",
    singleLine: true,
    translateTime: "SYS:HH:MM:ss.l",
  });
}
