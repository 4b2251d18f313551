/** Layers that lie on top (dialogs, drawers, menus): Escape closes the topmost, whatever has the focus. */
import { useEffect, useRef } from "react";

const layers: (() => void)[] = [];

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || belongsToWidget(event)) return;
  const close = layers.at(-1);
  if (close === undefined) return;
  event.preventDefault();
  close();
}

/** Open selects and menus close themselves with the same key; `data-escape` marks what leaves it to its layer. */
function belongsToWidget(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element) || target.hasAttribute("data-escape")) return false;
  return (
    target.getAttribute("aria-expanded") === "true" ||
    target.closest('[role="menu"],[role="listbox"]') !== null
  );
}

/** While mounted (and `open`), Escape calls `close` unless a later layer is open. */
export function useLayer(close: () => void, open = true): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!open) return;
    const layer = () => latest.current();
    if (layers.length === 0) addEventListener("keydown", onKeyDown);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) removeEventListener("keydown", onKeyDown);
    };
  }, [open]);
}
