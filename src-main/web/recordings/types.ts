/** What serving recordings needs of its neighbours, each asked at every request, since settings may change. */
import type { Links, ServedFile } from "../../recordings/links/types.ts";

export interface RecordingsToServe {
  readonly links: () => Pick<Links, "check" | "open">;
  /** May reject when the list cannot be read. */
  readonly find: (name: string) => Promise<ServedFile>;
}
