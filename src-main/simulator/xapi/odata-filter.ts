/** `$filter` as far as it is of use against this simulator: comparisons joined by `and`. */
import type { Row } from "./odata-reply.ts";

type Operator = "eq" | "ne" | "ge" | "le" | "gt" | "lt";

const comparison = /^\s*(\w+)\s+(eq|ne|ge|le|gt|lt)\s+('(?:[^']|'')*'|[^\s']+)\s*/;
const dateTime = /^\d{4}-\d{2}-\d{2}T/;

/** The test for one row, or a sentence that says what is wrong. An empty text lets every row pass. */
export function compileFilter(text: string): ((row: Row) => boolean) | string {
  const tests: ((row: Row) => boolean)[] = [];
  let rest = text;
  while (rest.trim() !== "") {
    if (tests.length > 0) {
      if (!/^and\s/i.test(rest)) return mistake(rest);
      rest = rest.slice("and".length);
    }
    const match = comparison.exec(rest);
    const [whole, field, operator, value] = match ?? [];
    if (whole === undefined || field === undefined || !isOperator(operator) || value === undefined) {
      return mistake(rest);
    }
    tests.push((row) => holds(row[field], operator, literal(value)));
    rest = rest.slice(whole.length);
  }
  return (row) => tests.every((test) => test(row));
}

function mistake(rest: string): string {
  return `Syntax error in $filter at '${rest.trim().slice(0, 40)}'.`;
}

function isOperator(word: string | undefined): word is Operator {
  return word !== undefined && ["eq", "ne", "ge", "le", "gt", "lt"].includes(word);
}

function literal(text: string): string | number | boolean | null {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function holds(field: unknown, operator: Operator, value: string | number | boolean | null): boolean {
  const isDate =
    typeof field === "string" && typeof value === "string" && dateTime.test(field) && dateTime.test(value);
  const [a, b] = isDate ? [Date.parse(field), Date.parse(value)] : [field, value];
  if (operator === "eq") return (a ?? null) === b;
  if (operator === "ne") return (a ?? null) !== b;
  const comparable =
    (typeof a === "number" && typeof b === "number") || (typeof a === "string" && typeof b === "string");
  if (!comparable) return false;
  switch (operator) {
    case "ge":
      return a >= b;
    case "le":
      return a <= b;
    case "gt":
      return a > b;
    case "lt":
      return a < b;
    default: {
      const _never: never = operator;
      return _never;
    }
  }
}
