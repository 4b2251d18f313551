/** Where a command's words go. */
import type { CommandWorld } from "./types.ts";

export const terminal: Pick<CommandWorld, "print" | "complain"> = {
  print: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
};
