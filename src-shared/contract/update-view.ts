/** What a program knows of newer versions of itself: a service only tells, the desktop program can fetch and install. */
import { z } from "zod";

export const updateStates = [
  /** Nobody is asked. */
  "off",
  "current",
  "newer",
  /** From here on only the desktop program. */
  "downloading",
  "ready",
  /** It was asked for and comes after the last call. */
  "waiting",
  "installing",
  "failed",
  /** Nobody has told yet; `sentence` says why. */
  "unknown",
] as const;

export const updateViewSchema = z.object({
  state: z.enum(updateStates),
  version: z.string().describe("The newer one, such as `0.2.0`; else empty."),
  percent: z.int().min(0).max(100).exactOptional().describe("Of what is being fetched."),
  sentence: z.string().describe("For an administrator; empty where the state says it all."),
});
export type UpdateView = Readonly<z.infer<typeof updateViewSchema>>;
