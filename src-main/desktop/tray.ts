/** The tray icon: says the state when pointed at, opens the window, ends the program. */
import { Menu, nativeImage, Tray } from "electron";
import trayIcon from "../../assets/tray.png?inline";

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

export interface StateTray {
  /** Shows a sentence as tool tip and as the menu's first line. */
  say(sentence: string): void;
}

export function createTray({ open, quit }: TrayActions): StateTray {
  const tray = new Tray(nativeImage.createFromDataURL(trayIcon));
  let said = "";
  tray.on("click", open);
  return {
    say(sentence) {
      if (sentence === said) return;
      said = sentence;
      // Windows cuts a tool tip after 127 characters.
      tray.setToolTip(sentence.slice(0, 127));
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: sentence, enabled: false },
          { type: "separator" },
          { label: "Open", click: open },
          { label: "Quit", click: quit },
        ]),
      );
    },
  };
}
