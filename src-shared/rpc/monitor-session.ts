/** Where the https server keeps the monitor, and what its login answers: for the server and the page. */
import { z } from "zod";

/** The page lies at `/monitor/`, so that its files and these addresses can be relative to it. */
export const monitorPaths = {
  page: "/monitor/",
  socket: "/monitor/socket",
  session: "/monitor/session",
  login: "/monitor/login",
  logout: "/monitor/logout",
  recording: "/monitor/recording/",
} as const;

/** Whether who asks gets in. A browser does not say why a socket was refused; this does. */
export const accessWords = [
  "granted",
  "login-needed",
  "remote-off",
  "switched-off",
  "not-allowed",
  "too-many-windows",
] as const;
export const sessionAnswerSchema = z.object({
  access: z.enum(accessWords),
  sentence: z.string(),
  /** A password is set: there is something to log out of. */
  password: z.boolean(),
});
export type SessionAnswer = Readonly<z.infer<typeof sessionAnswerSchema>>;

/** The session is over and its cookie taken away. */
export const logoutAnswerSchema = z.object({ ok: z.literal(true) });

/** Longest password that is looked at. */
export const mostPasswordChars = 1_000;
export const loginRequestSchema = z.object({ password: z.string().min(1).max(mostPasswordChars) });

export const loginAnswerSchema = z.object({
  /** `busy`: too many try at once. `refused`: see `sentence`. */
  outcome: z.enum(["granted", "wrong-password", "paused", "busy", "refused"]),
  sentence: z.string(),
  /** With `wrong-password`: how many more wrong ones this address has before a pause. */
  triesLeft: z.int().min(0).exactOptional(),
  /** How long the pause is or will be. */
  pauseS: z.int().min(0).exactOptional(),
});
export type LoginAnswer = Readonly<z.infer<typeof loginAnswerSchema>>;
