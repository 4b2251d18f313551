/** The place that the window shows, and how to go to another one. */
import { useMemo, useSyncExternalStore } from "react";
import { hashOf, parseRoute, type PlaceName, type Route } from "./route.ts";

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** `undefined` when nothing is at the address. */
export function useRoute(): Route | undefined {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes to a place; the one before stays in the history. */
export function goTo(
  view: PlaceName,
  path: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): void {
  location.hash = hashOf(view, path, query);
}

/** Goes to an address as the engine gives it, such as `#/webhooks?endpoint=crm`. */
export function goToHash(hash: string): void {
  if (parseRoute(hash) !== undefined) location.hash = hash;
}

/**
 * Changes filters of the present place: `undefined` removes one. Replaces the history's entry, so that Back
 * leaves the view instead of undoing letters.
 */
export function setQuery(change: Readonly<Record<string, string | undefined>>): void {
  const { view, path, query } = parseRoute(location.hash) ?? {
    view: "overview" as const,
    path: [],
    query: {},
  };
  history.replaceState(history.state, "", hashOf(view, path, { ...query, ...change }));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** The path below a view with the present filters kept: opens or closes a detail. */
export function setPath(path: readonly string[]): void {
  const { view, query } = parseRoute(location.hash) ?? { view: "overview" as const, query: {} };
  location.hash = hashOf(view, path, query);
}
