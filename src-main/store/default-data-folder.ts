/** Where the program keeps its things when nobody says otherwise: the usual place of each system. */
import { homedir } from "node:os";
import { join } from "node:path";

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The user's number; `undefined` on Windows. */
  readonly uid: number | undefined;
}

export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir(), uid: process.getuid?.() };
}

/** Windows: ProgramData; macOS: Application Support; Linux: /var/lib for root, else the XDG state folder. */
export function defaultDataFolder({ platform, env, home, uid }: Surroundings): string {
  if (platform === "win32") return join(env["ProgramData"] ?? "C:\\ProgramData", "3CX Webhook");
  if (platform === "darwin") return join(home, "Library", "Application Support", "3CX Webhook");
  if (uid === 0) return "/var/lib/3cx-webhook";
  return join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), "3cx-webhook");
}
