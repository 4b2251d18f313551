/** What a process has of the machine's memory, as Linux says it. */
import { readFileSync } from "node:fs";

/** 0 where it is not known. */
export function residentKb(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
