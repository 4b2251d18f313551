// Makes new inputs of known ones. The same random numbers give the same inputs.
import { textOf } from "./target.ts";

export interface Mutation {
  readonly seeds: readonly Uint8Array[];
  readonly words: readonly string[];
  readonly json: boolean;
  readonly mostBytes: number;
  /** In [0, 1). */
  readonly random: () => number;
}

const mostChanges = 6;
const odd = [0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x25, 0x2f, 0x5c, 0x7f, 0x80, 0xc3, 0xed, 0xff];
const oddValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, -1e308, 0.5, 2 ** 53, 2 ** 31, 9e15, "", "0", "-1", "\0", "\ud800"],
  ...[
    "9".repeat(400),
    "a".repeat(5000),
    "__proto__",
    "../../x",
    "2999-12-31T23:59:59",
    "0001-01-01T00:00:00Z",
  ],
  ...["P99999999999999D", "99999999.999:59:59", "PT9e9S", [], {}, [[]], [null], { __proto__: null }],
];

export function mutated({ seeds, words, json, mostBytes, random }: Mutation): Uint8Array {
  const below = (bound: number) => Math.floor(random() * bound);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  let bytes: Uint8Array = Uint8Array.from(pick(seeds) ?? []);
  for (let left = 1 + below(mostChanges); left > 0; left -= 1) {
    bytes = (json && random() < 0.5 ? withOtherValue(bytes) : undefined) ?? changed(bytes);
  }
  return bytes.subarray(0, mostBytes);

  function changed(from: Uint8Array): Uint8Array {
    const at = below(from.length + 1);
    const end = Math.min(from.length, at + below(40));
    switch (below(8)) {
      case 0:
        return joined(from.subarray(0, at), [pick(odd) ?? 0], from.subarray(at + 1));
      case 1:
        return joined(from.subarray(0, at), [below(256)], from.subarray(at + 1));
      case 2:
        return joined(from.subarray(0, at), from.subarray(end));
      case 3:
        return from.subarray(0, at);
      case 4:
        return joined(from.subarray(0, at), Buffer.from(pick(words) ?? ""), from.subarray(at));
      case 5:
        return joined(from.subarray(0, at), repeated(from.subarray(at, end)), from.subarray(end));
      case 6:
        return joined(from.subarray(0, at), (pick(seeds) ?? from).subarray(at));
      default:
        return joined(from.subarray(0, at), from.subarray(at, end), from.subarray(at));
    }
  }

  /** Up to a few ten thousand bytes: what is slow with much of the same shows. */
  function repeated(piece: Uint8Array): Uint8Array {
    const times = Math.min(2 ** below(14), Math.floor(mostBytes / Math.max(1, piece.length)));
    return joined(...Array.from({ length: times }, () => piece));
  }

  /** `undefined` when it is no JSON. */
  function withOtherValue(from: Uint8Array): Uint8Array | undefined {
    try {
      return Buffer.from(JSON.stringify(replaced(JSON.parse(textOf(from)))));
    } catch {
      return undefined;
    }
  }

  function replaced(value: unknown): unknown {
    if (typeof value !== "object" || value === null || random() < 0.1) return pick(oddValues);
    if (Array.isArray(value)) {
      if (value.length === 0 || random() < 0.1) return [...value, ...value, pick(oddValues)];
      const at = below(value.length);
      return value.map((each: unknown, index) => (index === at ? replaced(each) : each));
    }
    const entries: [string, unknown][] = Object.entries(value);
    const at = below(entries.length);
    if (random() < 0.1) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(entries.map(([key, each], i) => [key, i === at ? replaced(each) : each]));
  }
}

function joined(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Buffer.concat(pieces.map((piece) => Uint8Array.from(piece)));
}
