/** How the form is divided: sections in the order of the file, and which keys are rare enough for "Advanced". */
import { keysOf, schemaSection, type SectionName } from "../../../src-shared/settings/schema.ts";

/** What the list on the left leads to; endpoints have pages of their own below `endpoints`. */
export const pageNames = [
  "pbx",
  "endpoints",
  "recordings",
  "server",
  "delivery",
  "reconcile",
  "log",
  "program",
] as const;

export type Page =
  | { readonly kind: "section"; readonly section: Exclude<SectionName, "endpoint"> }
  | { readonly kind: "endpoints" }
  | { readonly kind: "endpoint"; readonly name: string }
  | { readonly kind: "program" };

const sectionPages = ["pbx", "recordings", "server", "delivery", "reconcile", "log"] as const;

/** The page that `#/settings/<first part>` names; without one or with an unknown one the first. */
export function pageOf(part: string | undefined): Page {
  if (part === "program") return { kind: "program" };
  if (part === "endpoints" || part === "endpoint") return { kind: "endpoints" };
  if (part?.startsWith("endpoint.") === true)
    return { kind: "endpoint", name: part.slice("endpoint.".length) };
  const section = sectionPages.find((name) => name === part);
  return { kind: "section", section: section ?? "pbx" };
}

/** The first part of the route to a page. */
export function partOf(page: Page): string {
  switch (page.kind) {
    case "section":
      return page.section;
    case "endpoints":
    case "program":
      return page.kind;
    case "endpoint":
      return `endpoint.${page.name}`;
    default: {
      const _never: never = page;
      return _never;
    }
  }
}

/** Pages one after the other, for Alt with the arrow keys. */
export function pageParts(endpoints: readonly string[]): readonly string[] {
  return pageNames.flatMap((name) =>
    name === "endpoints" ? [name, ...endpoints.map((endpoint) => `endpoint.${endpoint}`)] : [name],
  );
}

/** Where `step` (1 or -1) leads from a page; the ends stay where they are. */
export function neighbour(parts: readonly string[], part: string, step: 1 | -1): string {
  const at = parts.indexOf(part);
  return parts[Math.min(Math.max(at + step, 0), parts.length - 1)] ?? part;
}

const advanced: Readonly<Record<SectionName, readonly string[]>> = {
  pbx: ["ca_file", "timezone", "active_calls_poll_s"],
  endpoint: [
    "recording_url",
    "recording_full_info",
    "mirror",
    "previous_secret",
    "previous_secret_until",
    "ca_file",
    "client_cert_file",
    "client_key_file",
    "accept_fingerprint",
    "concurrency",
    "queue_rows",
    "queue_mb",
  ],
  recordings: ["bitrate_kbps", "ffmpeg", "parallel", "settle_s", "link_days"],
  server: ["http_port", "update_url"],
  delivery: ["queue", "queue_url", "engine"],
  reconcile: [],
  log: [],
};

export interface KeyGroups {
  readonly plain: readonly string[];
  readonly advanced: readonly string[];
}

export function keyGroups(section: string): KeyGroups {
  const name = schemaSection(section);
  if (name === undefined) return { plain: [], advanced: [] };
  const keys = [...keysOf(name).keys()];
  const rare = advanced[name];
  return {
    plain: keys.filter((key) => !rare.includes(key)),
    advanced: keys.filter((key) => rare.includes(key)),
  };
}
