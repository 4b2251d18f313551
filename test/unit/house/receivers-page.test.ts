// The table of event words in docs/receivers.md is what the dialects really write.
import { expect, test } from "vitest";
import { exampleEvents } from "../../../scripts/lib/example-events.ts";
import { parsePage } from "../../../scripts/lib/markdown.ts";
import { projectFile } from "../../../scripts/write-generated.ts";
import { dialects } from "../../../src-main/webhooks/dialects/by-name.ts";
import type { OutgoingEvent } from "../../../src-shared/telephony/call-event.ts";
import type { DialectName } from "../../../src-shared/settings/settings.ts";

const names = ["komplit", "creomate", "k2m", "native"] as const satisfies readonly DialectName[];

/** What a receiver finds in `event`; empty when the dialect does not know the event. */
function wordOf(name: DialectName, event: OutgoingEvent): string {
  const request = dialects[name](event, {
    method: "POST",
    url: "https://crm.example.com/3cx",
    recordingUrl: "https://crm.example.com/3cx",
    recordingFullInfo: false,
    eventId: "1",
    seq: 1,
    timezone: "Europe/Prague",
    pbxName: "",
  });
  if (request === undefined) return "";
  const word = /"[Ee]vent": ?"(\w+)"/.exec(request.body ?? "")?.[1];
  return word === undefined ? "no such field: `FILES`" : `\`${word}\``;
}

const page = parsePage("docs/receivers.md", projectFile("docs/receivers.md"));
const rows = page.prose
  .map(({ text }) => text.split("|").map((cell) => cell.trim()))
  .filter((cells) => cells.length === names.length + 3);

test.each(exampleEvents())("the words for $title", ({ event }) => {
  const row = rows.find(([, first]) => first === event.type);
  if ("direction" in event && event.direction === "outgoing" && event.type !== "dialing") return;
  expect(row?.slice(2, -1)).toEqual(names.map((name) => wordOf(name, event)));
});
