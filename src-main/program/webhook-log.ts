/**
 * The webhook log put together: what delivery tells goes into the file without its secrets; what a user
 * asks for (send again, try an endpoint) comes out of it.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { TestEventType } from "../../src-shared/webhooks/log-query.ts";
import { createMask } from "./log-mask.ts";
import { maskedAttempt } from "./masked-attempt.ts";
import type { DeliveryLog } from "../store/log/create-delivery-log.ts";
import type { PbxContext } from "../webhooks/acceptance.ts";
import { createHttpSender } from "../webhooks/delivery/http-sender.ts";
import type { HttpSenderOptions } from "../webhooks/delivery/http-sender.ts";
import { deliveryRecords } from "../webhooks/log/delivery-records.ts";
import { replayDeadlineAtMs } from "../webhooks/log/replayed-events.ts";
import type { Resend } from "../webhooks/log/resend.ts";
import { createResend } from "../webhooks/log/resend.ts";
import { secretsOfEndpoint } from "../webhooks/log/shown-request.ts";
import type { TestOutcome } from "../webhooks/log/test-event.ts";
import { sendTestEvent } from "../webhooks/log/test-event.ts";
import type { Resender } from "../webhooks/log/types.ts";
import type { AcceptedNews } from "../webhooks/types.ts";

export interface WebhookLogOptions {
  readonly deliveryLog: DeliveryLog;
  readonly resender: Resender;
  readonly clock: Clock;
  readonly log: Logger;
  /** Gives a new ULID. */
  readonly newId: () => string;
  readonly version: string;
  /** The calls come from a simulator: its rows are marked so. */
  readonly simulated?: boolean;
  /** For test events; the same as for delivery. */
  readonly ownServer?: HttpSenderOptions["ownServer"];
}

export interface WebhookLog {
  readonly resend: Resend;
  apply(endpoints: readonly EndpointSettings[], pbx: PbxContext): void;
  accepted(news: AcceptedNews): void;
  attempt(attempt: AttemptRecord): void;
  /** The settings may be unsaved ones. The try is noted in the log as a test. */
  sendTest(endpoint: EndpointSettings, type: TestEventType): Promise<TestOutcome>;
}

export function createWebhookLog(options: WebhookLogOptions): WebhookLog {
  const { deliveryLog, clock, log, newId, version, ownServer, simulated = false } = options;
  /** Secrets that were changed may still come back in an answer. */
  const secrets = new Set<string>();
  let endpoints = new Map<string, EndpointSettings>();
  let pbx: PbxContext = { timezone: undefined };
  let mask = createMask([]);

  const resend = createResend({
    log: deliveryLog,
    resender: options.resender,
    endpoints: () => [...endpoints.keys()],
    deadlineAtMs(name) {
      const endpoint = endpoints.get(name);
      return endpoint === undefined ? undefined : replayDeadlineAtMs(endpoint, clock.nowMs());
    },
  });

  function learn(these: readonly EndpointSettings[]): void {
    for (const endpoint of these) for (const secret of secretsOfEndpoint(endpoint)) secrets.add(secret);
    mask = createMask([...secrets]);
  }

  return {
    resend,
    apply(next, context) {
      endpoints = new Map(next.map((endpoint) => [endpoint.name, endpoint]));
      pbx = context;
      learn(next);
    },
    accepted({ accepted, event }) {
      const context = { endpoint: (name: string) => endpoints.get(name), version, simulated };
      for (const record of deliveryRecords(accepted, event, context)) deliveryLog.accepted(record);
    },
    attempt(attempt) {
      deliveryLog.record(maskedAttempt(attempt, mask));
      resend.noteAttempt(attempt);
    },
    sendTest(endpoint, type) {
      learn([endpoint]);
      return sendTestEvent(endpoint, type, pbx, {
        ...{ log, newId, version },
        connect: () => createHttpSender({ ownServer }),
        nowMs: clock.nowMs,
        mask: (_endpoint, text, cut) => (cut === true ? mask.beginning(text) : mask.text(text)),
        report(delivery, attempt) {
          deliveryLog.accepted(delivery);
          deliveryLog.record(attempt);
        },
      });
    },
  };
}
