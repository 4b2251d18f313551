/** What windows and commands see of a capture, while it runs and afterwards. */
import { z } from "zod";

export const longestCaptureMinutes = 24 * 60;

export const captureViewSchema = z.object({
  state: z.enum(["none", "running", "over"]),
  /** The file, on the machine where the program runs; empty while there was none. */
  path: z.string(),
  startedAtMs: z.number(),
  /** When it ends by itself, or ended. */
  endsAtMs: z.number(),
  /** Why it is over. */
  reason: z.enum(["asked", "time", "size", "disk"]).exactOptional(),
  trouble: z.string().exactOptional(),
  bytes: z.number(),
  /** Lines of the file. */
  questions: z.number(),
  messages: z.number(),
  events: z.number(),
  /** How many got stand-ins. */
  names: z.number(),
  numbers: z.number(),
  unexpected: z.array(z.object({ code: z.string(), sentence: z.string(), count: z.number() })),
});

export type CaptureView = z.infer<typeof captureViewSchema>;
