/** `3cx-webhook test-endpoint NAME`: one made-up event to one receiver, and the whole exchange in words. */
import { randomFillSync } from "node:crypto";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { TestEventType, TestExchange } from "../../src-shared/webhooks/log-query.ts";
import { createMask } from "../program/log-mask.ts";
import { createLogger } from "../log.ts";
import { programVersion } from "../program-version.ts";
import { secretsOf } from "../settings/describe-settings.ts";
import { createHttpSender } from "../webhooks/delivery/http-sender.ts";
import { createEventIds } from "../webhooks/event-ids.ts";
import { sendTestEvent } from "../webhooks/log/test-event.ts";
import { usableSettings } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

/** 0: delivered. 1: not. 2: no such receiver, or mistaken settings. */
export async function testEndpoint(
  world: CommandWorld,
  name: string,
  type: TestEventType,
): Promise<ExitCode> {
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  const endpoint = settings.endpoints.find((each) => each.name === name);
  if (endpoint === undefined) {
    world.complain(unknownEndpoint(name, settings));
    return 2;
  }
  const mask = createMask(secretsOf(settings));
  const outcome = await sendTestEvent(
    endpoint,
    type,
    { timezone: settings.pbx.timezone },
    {
      connect: () => createHttpSender({}),
      nowMs: world.clock.nowMs,
      newId: createEventIds(randomFillSync),
      log: createLogger({ level: "error", output: { write: () => {} } }),
      version: programVersion,
      mask: (_endpoint, text, cut) => (cut === true ? mask.beginning(text) : mask.text(text)),
      // Only the running program writes its log.
      report: () => {},
    },
  );
  if (!outcome.ok) {
    world.complain(outcome.sentence);
    return 1;
  }
  world.print(exchangeInWords(outcome.exchange));
  if (outcome.exchange.delivered) return 0;
  world.complain(`${outcome.exchange.sentence} Correct [endpoint.${name}] or the receiver, then try again.`);
  return 1;
}

function unknownEndpoint(name: string, { endpoints }: Settings): string {
  if (endpoints.length === 0)
    return `There is no receiver ${name}: the settings have none. Add a section [endpoint.${name}] with a url.`;
  return `There is no receiver ${name}. The settings have: ${endpoints.map((each) => each.name).join(", ")}.`;
}

/** Request, answer and times, as they were, with secrets hidden. */
export function exchangeInWords(exchange: TestExchange): string {
  const { request, status, answer, phases, type, endpoint, sentence } = exchange;
  return [
    `A made-up ${type} for ${endpoint}:`,
    "",
    `> ${request.method} ${request.url}`,
    ...Object.entries(request.headers).map(([name, value]) => `> ${name}: ${value}`),
    ...(request.body === undefined ? [] : ["", ...indented(request.body, "> ")]),
    "",
    ...(status === undefined ? ["No answer."] : [`< ${status}`]),
    ...(answer === undefined || answer === "" ? [] : indented(answer, "< ")),
    "",
    `${sentence} It took ${Math.round(phases.totalMs)} ms.`,
  ].join("\n");
}

function indented(text: string, mark: string): string[] {
  return text.split(/\r\n|\n|\r/).map((line) => mark + line);
}
