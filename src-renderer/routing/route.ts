/**
 * The address of a place in the window, after the `#`: Electron and browsers are equal, and filters
 * survive a reload. `#/webhooks/4711?endpoint=crm&state=failed`.
 */

export const viewNames = ["overview", "calls", "webhooks", "recordings", "settings", "simulator"] as const;
export type ViewName = (typeof viewNames)[number];
/** `start` is the first start: reachable by address, not in the rail. */
export type PlaceName = ViewName | "start";

export interface Route {
  readonly view: PlaceName;
  /** What follows the view: `["endpoint.crm", "url"]`. */
  readonly path: readonly string[];
  /** Filters, decoded; never empty strings. */
  readonly query: Readonly<Record<string, string>>;
}

/** `undefined` when there is no such view. An empty hash is the overview. */
export function parseRoute(hash: string): Route | undefined {
  const [pathText = "", queryText = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s, 2);
  const [view = "", ...path] = pathText
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const name = view === "" ? "overview" : view;
  if (!isPlace(name)) return undefined;
  const query = Object.fromEntries([...new URLSearchParams(queryText)].filter(([, value]) => value !== ""));
  return { view: name, path, query };
}

/** The hash of a place. `undefined` and empty values in `query` are left out. */
export function hashOf(
  view: PlaceName,
  path: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parameters.set(name, value);
  }
  const queryText = parameters.toString();
  const place = [view, ...path.map(encodeURIComponent)].join("/");
  return `#/${place}${queryText === "" ? "" : `?${queryText}`}`;
}

function isPlace(name: string): name is PlaceName {
  return name === "start" || viewNames.some((view) => view === name);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
