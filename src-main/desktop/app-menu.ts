/** The menu of the application: the keys that systems expect in any window, and nothing of the product's own. */
import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Words } from "./words/words.ts";

export function setAppMenu(platform: NodeJS.Platform, isPackaged: boolean, { menu }: Words): void {
  const view: MenuItemConstructorOptions[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "togglefullscreen" },
    ...(isPackaged ? [] : [{ role: "reload" as const }, { role: "toggleDevTools" as const }]),
  ];
  const own: MenuItemConstructorOptions[] = platform === "darwin" ? [{ role: "appMenu" }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...own,
      { role: "editMenu", label: menu.edit },
      { label: menu.view, submenu: view },
      {
        label: menu.window,
        submenu: [{ role: "minimize" }, { role: "close" }, { role: "quit", label: menu.quit }],
      },
    ]),
  );
}
