/** The examples of docs/events.md: a few calls, each event as each dialect sends it. */
import { dialects } from "../../src-main/webhooks/dialects/by-name.ts";
import type { WebhookRequest } from "../../src-main/webhooks/types.ts";
import type { DialectName } from "../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";
import { exampleEvents } from "./example-events.ts";

const start = "<!-- examples: made by scripts/event-examples.ts -->";
const end = "<!-- end of examples -->";

/** The text between the markers, markers included. */
export function exampleSection(): string {
  const parts = exampleEvents().map(({ title, event, seq }) => [
    `### ${title}`,
    ...Object.keys(dialects).flatMap((name) => (isDialect(name) ? example(name, event, seq) : [])),
  ]);
  return [start, ...parts.flat(), end].join("\n\n");
}

/** `text` with the section between its markers replaced. */
export function withExamples(text: string): string {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < 0) throw new Error("docs/events.md has lost the markers of its examples.");
  return text.slice(0, from) + exampleSection() + text.slice(to + end.length);
}

const isDialect = (name: string): name is DialectName => name in dialects;

function example(dialect: DialectName, event: OutgoingEvent, seq: number): string[] {
  const methods =
    dialect === "komplit" && event.type !== "recording" ? (["GET", "POST"] as const) : (["POST"] as const);
  return methods.flatMap((method) => {
    const request = dialects[dialect](event, {
      method,
      url: "https://crm.example.com/3cx",
      recordingUrl: "https://crm.example.com/3cx",
      recordingFullInfo: false,
      eventId: `01K5C2V6YJ000000000000000${seq}`,
      seq,
      timezone: "Europe/Prague",
      pbxName: "",
    });
    return request === undefined ? [] : [`${dialect}, ${method}:`, block(request)];
  });
}

function block(request: WebhookRequest): string {
  if (request.body === undefined) return `\`\`\`text\n${request.url}\n\`\`\``;
  return `\`\`\`json\n${JSON.stringify(JSON.parse(request.body), null, 2)}\n\`\`\``;
}
