/** Callers whose number or name is missing, long or hostile. Names travel through every text. */
import { defineScenario, ended, incoming, outsideNumber, ringing, started, stepsOf } from "./define.ts";
import type { Scenario } from "./types.ts";

const hostileNames: readonly { readonly key: string; readonly title: string; readonly text: string }[] = [
  { key: "umlauts", title: "umlauts and accents", text: "Jürgen Müßig-Žižková & Søn, Çağrı" },
  {
    key: "quotes",
    title: "quotes and markup",
    text: `O'Neil "The \\" <script>alert(1)</script> \${x} {{y}} %s`,
  },
  {
    key: "ampersand",
    title: "characters of addresses",
    text: "A&B = C? #1 +2 %20 100% ;/../ event=ended&callerid=1",
  },
  {
    key: "line-breaks",
    title: "line breaks",
    text: "Line one\r\nX-Injected: yes\r\n\r\nLine two\n\tthree\u0000",
  },
  { key: "right-to-left", title: "right-to-left text", text: "\u202Eمرحبا שלום\u202C 101 \u2067عربي\u2069" },
  { key: "brackets", title: "brackets and digits", text: "10007 Trunk (+1 555) (Ltd.) 101 Alice" },
  { key: "long", title: "four kilobytes", text: "Příliš žluťoučký kůň ".repeat(200).slice(0, 4096) },
];

function callFrom(from: string, name: string): Pick<Scenario, "steps" | "promise"> {
  return {
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from, name, rule: "DirectDID" }],
      [100, { type: "ring", dns: ["101"] }],
      [3100, { type: "answer", dn: "101" }],
      [8100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(from, "DirectDID", ringing("101"), started("101"), ended("101", 1, 5))],
  };
}

export const callerScenarios = [
  defineScenario({
    name: "anonymous-caller",
    title: "Caller without a number",
    summary: "The caller hides the number; the caller id of all events is empty.",
    ...callFrom("", ""),
  }),
  ...hostileNames.map(({ key, title, text }, index) =>
    defineScenario({
      name: `caller-name-${key}`,
      title: `Caller's name with ${title}`,
      summary: "The name reaches receivers as it is and breaks nothing.",
      ...callFrom(outsideNumber(51 + index), text),
    }),
  ),
];
