/** What every command gets and gives. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Places } from "./places.ts";

/**
 * 0: fine. 1: it did not work, or something needs attention. 2: wrong use, or mistakes in the settings.
 * 3: the service does not run (`status` only, as `systemctl status` has it).
 */
export type ExitCode = 0 | 1 | 2 | 3;

export interface CommandWorld {
  readonly places: Places;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** A line or several, for standard output. */
  print(text: string): void;
  /** The same for standard error: what went wrong and what to do next. */
  complain(text: string): void;
}
