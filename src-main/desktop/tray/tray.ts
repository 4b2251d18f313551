/** The tray icon: the state by shape, colour and words, and a menu that is set anew with each change. */
import { Menu, nativeTheme, Tray } from "electron";
import type { Words } from "../words/words.ts";
import { trayImage, type TrayScheme } from "./tray-images.ts";
import { trayMenu, type TrayActions, type TrayFacts } from "./tray-menu.ts";

export interface StateTray {
  show(facts: TrayFacts): void;
}

export interface TrayOptions {
  readonly words: Words;
  readonly actions: TrayActions;
  readonly platform: NodeJS.Platform;
}

export function createTray({ words, actions, platform }: TrayOptions): StateTray {
  const scheme = (): TrayScheme => {
    if (platform === "darwin") return "template";
    return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? "dark" : "light";
  };
  const tray = new Tray(trayImage("connecting", scheme()));
  let shown = "";
  let facts: TrayFacts | undefined;

  function draw(): void {
    if (facts === undefined) return;
    const { picture } = facts;
    // Only what differs is set: a menu that is open would close.
    const next = JSON.stringify([facts, scheme()]);
    if (next === shown) return;
    shown = next;
    tray.setImage(trayImage(picture.icon, scheme()));
    tray.setToolTip(picture.tooltip);
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(facts, words, actions)));
  }

  // On Linux a click may do nothing: everything is in the menu, too.
  tray.on("click", () => actions.open());
  nativeTheme.on("updated", draw);
  return {
    show(next) {
      facts = next;
      draw();
    },
  };
}
