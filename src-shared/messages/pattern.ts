/**
 * How a sentence of the engine is written down once, with places for its values. One notation makes the
 * text of it and finds the values in such a text again:
 * `{host}` any text, `{answer:p}` without a mark that ends a phrase, `{at:w}` without blanks, `{n:n}` a number, `{size:size}` such as `1.2 GB`, `{on:date}`,
 * `{reason:m}` another message; `{n|webhook waits|webhooks wait}` one or many; `‹ (status {status:w})›`
 * only when its values are there.
 */

export type PlaceKind = "text" | "p" | "w" | "n" | "size" | "date" | "m";

export type PatternPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "place"; readonly name: string; readonly kind: PlaceKind }
  | { readonly type: "plural"; readonly name: string; readonly one: string; readonly many: string }
  | { readonly type: "optional"; readonly parts: readonly PatternPart[] };

export type MessageValues = Readonly<Record<string, string>>;

const token = /‹([^›]*)›|\{(\w+)\|([^|{}]*)\|([^|{}]*)\}|\{(\w+)(?::(p|w|n|size|date|m))?\}/g;

export function partsOfPattern(pattern: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let at = 0;
  for (const found of pattern.matchAll(token)) {
    if (found.index > at) parts.push({ type: "text", text: pattern.slice(at, found.index) });
    at = found.index + found[0].length;
    parts.push(partOf(found));
  }
  if (at < pattern.length) parts.push({ type: "text", text: pattern.slice(at) });
  return parts;
}

function partOf([, optional, pluralOf, one = "", many = "", name = "", kind]: RegExpMatchArray): PatternPart {
  if (optional !== undefined) return { type: "optional", parts: partsOfPattern(optional) };
  if (pluralOf !== undefined) return { type: "plural", name: pluralOf, one, many };
  return { type: "place", name, kind: isKind(kind) ? kind : "text" };
}

function isKind(kind: string | undefined): kind is PlaceKind {
  return kind !== undefined && Object.hasOwn(shapes, kind);
}

/** Names and kinds of all places, those in optional parts too. */
export function placesOf(parts: readonly PatternPart[]): ReadonlyMap<string, PlaceKind> {
  const places = new Map<string, PlaceKind>();
  for (const part of parts) {
    if (part.type === "place") places.set(part.name, part.kind);
    if (part.type === "optional") for (const [name, kind] of placesOf(part.parts)) places.set(name, kind);
  }
  return places;
}

/** Puts values in; `write` says how a value of a kind is shown. What is missing stays `{name}`. */
export function fillPattern(
  parts: readonly PatternPart[],
  values: MessageValues,
  write: (value: string, kind: PlaceKind) => string = (value) => value,
): string {
  const texts = parts.map((part) => {
    switch (part.type) {
      case "text":
        return part.text;
      case "place": {
        const value = values[part.name];
        return value === undefined ? `{${part.name}}` : write(value, part.kind);
      }
      case "plural":
        return values[part.name] === "1" ? part.one : part.many;
      case "optional":
        return [...placesOf(part.parts).keys()].every((name) => values[name] !== undefined)
          ? fillPattern(part.parts, values, write)
          : "";
      default: {
        const _never: never = part;
        return _never;
      }
    }
  });
  return texts.join("");
}

const shapes: Readonly<Record<PlaceKind, string>> = {
  text: "[\\s\\S]+?",
  p: "[^.:;]+?",
  w: "\\S+?",
  n: "\\d+(?:\\.\\d+)?",
  size: "\\d+(?:\\.\\d+)? [kMGT]?B",
  date: "[^;()]+?",
  m: "[\\s\\S]+?",
};

/** The text of a regular expression that finds the values; a place that comes twice must read the same. */
export function shapeOfPattern(parts: readonly PatternPart[], seen: Set<string> = new Set()): string {
  return parts
    .map((part) => {
      switch (part.type) {
        case "text":
          return escaped(part.text);
        case "place":
          if (seen.has(part.name)) return `\\k<${part.name}>`;
          seen.add(part.name);
          return `(?<${part.name}>${shapes[part.kind]})`;
        case "plural":
          return `(?:${escaped(part.one)}|${escaped(part.many)})`;
        case "optional":
          return `(?:${shapeOfPattern(part.parts, seen)})?`;
        default: {
          const _never: never = part;
          return _never;
        }
      }
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
