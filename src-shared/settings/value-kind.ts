/**
 * What a value in the settings may look like. A kind checks the text as it stands in the file,
 * says in our own words what it expects, and tells a form which field to show.
 */
import { z } from "zod";
import { didYouMean } from "./nearest.ts";

export interface ValueKind<T> {
  /** What belongs here, to follow the word "expected": `a number of seconds from 1 to 120`. */
  readonly expected: string;
  readonly field: FormField;
  /** Checks a value without quotes and surrounding blanks. */
  parse(text: string): Parsed<T>;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** How a form lets somebody edit the value. */
export type FormField =
  | { readonly type: "text" | "url" | "path" | "time" | "list" }
  | { readonly type: "yes_no" }
  | { readonly type: "choice"; readonly choices: readonly string[] }
  | { readonly type: "number"; readonly min: number; readonly max: number; readonly whole: boolean };

/** A kind from a zod schema; whatever fails, the message is `expected …` and, where it helps, a hint. */
export function kindOf<T>(
  schema: z.ZodType<T, string>,
  expected: string,
  field: FormField,
  hint: (text: string) => string = () => "",
): ValueKind<T> {
  return {
    expected,
    field,
    parse(text) {
      const result = schema.safeParse(text);
      return result.success
        ? { ok: true, value: result.data }
        : { ok: false, message: `expected ${expected}${withStop(hint(text))}` };
    },
  };
}

/** Empty means "not set". */
export function optional<T>(kind: ValueKind<T>): ValueKind<T | undefined> {
  return {
    expected: kind.expected,
    field: kind.field,
    parse: (text) => (text === "" ? { ok: true, value: undefined } : kind.parse(text)),
  };
}

export function text(expected: string, type: "text" | "path" = "text"): ValueKind<string> {
  return kindOf(
    z.string().refine(hasNoControlCharacters),
    expected,
    { type },
    () => " A character that cannot be seen, such as a line break, is in it.",
  );
}

export const filePath: ValueKind<string | undefined> = optional(text("the path of a file", "path"));

export const yesNo: ValueKind<boolean> = kindOf(
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(["yes", "no", "true", "false", "on", "off", "1", "0"]))
    .transform((word) => word === "yes" || word === "true" || word === "on" || word === "1"),
  "yes or no",
  { type: "yes_no" },
);

/** One of a few words, in whatever case it was typed. */
export function choice<const W extends string>(words: readonly W[]): ValueKind<W> {
  const schema = z.string().transform((typed, context): W => {
    const word = words.find((known) => known.toLowerCase() === typed.toLowerCase());
    if (word !== undefined) return word;
    context.addIssue("unknown word");
    return z.NEVER;
  });
  return kindOf(schema, orList(words), { type: "choice", choices: words }, (typed) =>
    didYouMean(typed, words),
  );
}

/** Bounds are inclusive; `unit` is the word people read, such as `seconds`. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

export function wholeNumber(range: NumberRange): ValueKind<number> {
  return numberKind(/^\d{1,9}$/, `a whole number${rangeText(range)}`, range, true);
}

/** Fractions are written with a point: `0.5`. */
export function decimalNumber(range: NumberRange): ValueKind<number> {
  return numberKind(/^\d{1,9}(\.\d{1,6})?$/, `a number${rangeText(range)}`, range, false);
}

export const portNumber: ValueKind<number> = numberKind(
  /^\d{1,5}$/,
  "a port number from 1 to 65535, or 0 for any free port",
  { min: 0, max: 65_535 },
  true,
);

function numberKind(shape: RegExp, expected: string, range: NumberRange, whole: boolean): ValueKind<number> {
  const schema = z.string().regex(shape).transform(Number).pipe(z.number().min(range.min).max(range.max));
  return kindOf(schema, expected, { type: "number", min: range.min, max: range.max, whole });
}

function rangeText(range: NumberRange): string {
  const unit = range.unit === undefined ? "" : ` of ${range.unit}`;
  return `${unit} from ${range.min} to ${range.max}`;
}

/** `a, b or c` */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

export function hasNoControlCharacters(value: string): boolean {
  // A tab is harmless; line breaks and NUL would change the meaning of files, headers and paths.
  return !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
}

function withStop(hint: string): string {
  return hint === "" ? "" : `.${hint}`;
}
