import { describe, expect, test } from "vitest";
import { colourOf, type ColourRole, type Scheme, tokensCss } from "../../../../src-renderer/theme/tokens.ts";
import { contrast } from "./contrast.ts";

const schemes: readonly Scheme[] = ["light", "dark"];
const grounds: readonly ColourRole[] = ["bg", "surface", "sunken", "hover", "selected"];
const inks: readonly ColourRole[] = [
  "text",
  "text2",
  "text3",
  "accent",
  "ok",
  "warn",
  "bad",
  "neutral",
  "simulated",
];
const shapes: readonly ColourRole[] = [
  "control",
  "focus",
  "stage-ivr",
  "stage-queue",
  "stage-ringing",
  "stage-talk",
  "stage-transfer",
  "stage-missed",
  "stage-unseen",
];

test("the style sheet is what the table says", async () => {
  await expect(tokensCss()).toMatchFileSnapshot("../../../../src-renderer/theme/tokens.css");
});

describe.each(schemes)("in the %s scheme", (scheme) => {
  const ratio = (a: ColourRole, b: ColourRole) => contrast(colourOf(a, scheme), colourOf(b, scheme));

  test.each(inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)))(
    "%s can be read on %s",
    (ink, ground) => expect(ratio(ink, ground)).toBeGreaterThanOrEqual(4.5),
  );

  test.each(["ok", "warn", "bad", "neutral", "simulated"] as const)(
    "%s can be read on its own tint",
    (tone) => {
      expect(ratio(tone, `${tone}-tint`)).toBeGreaterThanOrEqual(4.5);
      expect(ratio("text", `${tone}-tint`)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(shapes.flatMap((shape) => grounds.map((ground) => [shape, ground] as const)))(
    "%s can be seen on %s",
    (shape, ground) => expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3),
  );

  test.each(["ivr", "queue", "ringing", "talk", "transfer", "missed"] as const)(
    "ink can be read in a bar of %s",
    (stage) => {
      expect(ratio("stage-ink", `stage-${stage}`)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("words on the accent can be read", () => {
    expect(ratio("accent-ink", "accent")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("accent-ink", "bad")).toBeGreaterThanOrEqual(4.5);
  });
});
