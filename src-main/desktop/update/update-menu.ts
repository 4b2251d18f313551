/** The line of the tray's menu about a newer version; none while there is nothing to say. Pure. */
import type { MenuItemConstructorOptions } from "electron";
import type { Words } from "../words/words.ts";
import type { UpdateState } from "./updates.ts";

export function updateMenu(
  state: UpdateState,
  { update }: Words,
  proceed: () => void,
): MenuItemConstructorOptions[] {
  const says = (label: string) => [{ id: "update", label, enabled: false }];
  const offers = (label: string) => [{ id: "update", label, click: proceed }];
  switch (state.kind) {
    case "off":
    case "none":
      return [];
    case "found":
      return offers(update.found(state.version));
    case "downloading":
      return says(update.downloading(state.version, state.percent));
    case "ready":
      return offers(update.ready(state.version));
    case "waiting":
      return says(update.waiting(state.version));
    case "installing":
      return says(update.installing(state.version));
    case "failed":
      return offers(update.failed(state.version));
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
