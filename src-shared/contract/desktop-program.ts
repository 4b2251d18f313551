/**
 * What the page of the desktop program may know and change of the program itself, beside the engine's contract:
 * asked at addresses of the page's own scheme, so only that page reaches them.
 */
import { z } from "zod";

export const desktopPaths = { state: "/desktop/state", change: "/desktop/change" } as const;

export const desktopProgramSchema = z.object({
  /** Of this computer; `elsewhere`: the window shows a service, and the engine here rests. */
  engine: z.enum(["starting", "running", "stopping", "stopped", "failed", "elsewhere"]),
  /** Absent where the system does not let a program ask for it. */
  openAtLogin: z.boolean().exactOptional(),
  /** Secrets and passwords are encrypted by the system; else nothing of them is kept. */
  keyring: z.boolean(),
  services: z.array(
    z.object({
      address: z.string().describe("`pbx.example.com:8444`"),
      /** When its certificate was confirmed. */
      confirmedAtMs: z.number().exactOptional(),
      passwordKept: z.boolean(),
    }),
  ),
  /** Whose engine the window shows; absent: that of this computer. */
  attachedTo: z.string().exactOptional(),
});
export type DesktopProgram = Readonly<z.infer<typeof desktopProgramSchema>>;

const address = z.string().min(1).max(300);
export const desktopChangeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("start") }),
  /** Asks a person when calls are in progress. */
  z.object({ kind: z.literal("stop") }),
  z.object({ kind: z.literal("open-at-login"), on: z.boolean() }),
  /** Adds the service when it is not known yet. */
  z.object({ kind: z.literal("attach"), address }),
  z.object({ kind: z.literal("detach") }),
  /** With its certificate and password. */
  z.object({ kind: z.literal("forget"), address }),
  /** The next step towards a newer version, fetching or installing it: asks a person before. */
  z.object({ kind: z.literal("update") }),
]);
export type DesktopChange = Readonly<z.infer<typeof desktopChangeSchema>>;

/** A change that cannot be made says why. */
export const desktopAnswerSchema = z.object({ sentence: z.string(), program: desktopProgramSchema });
export type DesktopAnswer = Readonly<z.infer<typeof desktopAnswerSchema>>;
