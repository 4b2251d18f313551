/**
 * The shape of `GET /health`. It lets these fields through and no others: what a neighbour adds to its
 * report by mistake does not get out.
 */
import { z } from "zod";
import type { HealthReport } from "../../src-shared/contract/health.ts";

const text = z.string();
const number = z.number();
const sourceFields = { state: text, sentence: text, advice: text };
const source = z.object(sourceFields);

const healthSchema = z.object({
  status: text,
  pbx: z.object({
    ...sourceFields,
    call_control: source,
    active_calls: source,
    directory: source.optional(),
    call_log: source,
    monitored_extensions: number,
    version: text,
  }),
  endpoints: z
    .array(
      z.object({
        name: text,
        state: text,
        waiting: number,
        oldest_s: number,
        last_error: text,
        sentence: text.optional(),
        alarms: z
          .array(z.object({ kind: text, step: text, sentence: text, since_s: number }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
  store: z.object({ state: text, sentence: text }).optional(),
  recordings: source.partial({ sentence: true, advice: true }),
  certificates: source.optional(),
  update: z.object({ state: text, version: text, sentence: text }).optional(),
  version: text,
  uptime_s: number,
});

/** The compiler sees that every report has this shape, so none is refused. */
export function shownHealth(report: HealthReport): z.output<typeof healthSchema> {
  const known: z.input<typeof healthSchema> = report;
  return healthSchema.parse(known);
}
