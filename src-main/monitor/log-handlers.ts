/** What windows ask of the webhook log: read it, export it, send again, copy a request. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { ResendProgress } from "../../src-shared/webhooks/log-query.ts";
import type { DeliveryLog, LogAnswer } from "../store/log/create-delivery-log.ts";
import type { WebhookLog } from "../program/webhook-log.ts";
import { asCurl } from "../webhooks/log/curl.ts";
import { asPowerShell } from "../webhooks/log/powershell.ts";
import { createExports } from "./exports.ts";

export interface LogHandlerParts {
  readonly deliveryLog: DeliveryLog;
  readonly webhookLog: WebhookLog;
  readonly onProgress: (planId: string, progress: ResendProgress) => void;
}

type LogMethods =
  | `log.${"page" | "total" | "counts" | "delivery" | "curl" | "export"}`
  | `resend.${"plan" | "run" | "cancel" | "forget"}`;

export function logHandlers(parts: LogHandlerParts): Pick<Handlers<typeof contract>, LogMethods> {
  const { deliveryLog, webhookLog, onProgress } = parts;
  const { resend } = webhookLog;
  const exports = createExports(deliveryLog);
  return {
    "log.page": async (query) =>
      valueOf(await deliveryLog.query(query), ({ rows, ...where }) => ({ rows: [...rows], ...where })),
    "log.total": async (filter) => valueOf(await deliveryLog.total(filter), (total) => ({ ...total })),
    "log.counts": async () => valueOf(await deliveryLog.counts(), (counts) => ({ counts: [...counts] })),
    "log.delivery": async ({ id }) =>
      valueOf(await deliveryLog.delivery(id), (delivery) =>
        delivery === undefined ? {} : { delivery: { ...delivery, tries: [...delivery.tries] } },
      ),
    "log.curl": async ({ id, shell }) => {
      const answer = await deliveryLog.delivery(id);
      if (!answer.ok) return refuse("failed", answer.sentence);
      if (answer.value === undefined) return refuse("not-known", gone);
      const { request } = answer.value;
      return { text: shell === "bash" ? asCurl(request) : asPowerShell(request) };
    },
    "log.export": async ({ filter, format, cursor }) => {
      const piece = await exports.next({ filter, format, cursor });
      return piece.ok ? piece.value : refuse("failed", piece.sentence);
    },
    "resend.plan": async ({ filter, includeDelivered }) => {
      const answer = await resend.plan(filter, includeDelivered);
      if (!answer.ok) return refuse("failed", answer.sentence);
      return { ...answer.plan, endpoints: [...answer.plan.endpoints] };
    },
    "resend.run": ({ planId }) => {
      void resend
        .run(planId, (progress) => onProgress(planId, progress))
        .then((progress) => onProgress(planId, progress));
      return {};
    },
    "resend.cancel": ({ planId }) => {
      resend.cancel(planId);
      return {};
    },
    "resend.forget": ({ planId }) => {
      resend.forget(planId);
      return {};
    },
  };
}

const gone = "The log no longer has this webhook.";

function valueOf<From, To>(answer: LogAnswer<From>, how: (value: From) => To) {
  return answer.ok ? how(answer.value) : refuse("failed", answer.sentence);
}
