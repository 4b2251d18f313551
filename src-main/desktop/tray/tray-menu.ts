/** The tray's menu as data: the worst problem and the numbers first, then what can be done. Pure. */
import type { MenuItemConstructorOptions } from "electron";
import { updateMenu } from "../update/update-menu.ts";
import type { UpdateState } from "../update/updates.ts";
import type { Words } from "../words/words.ts";
import type { TrayPicture } from "./picture.ts";

export interface TrayActions {
  /** Opens the window, at a place when one is given. */
  readonly open: (route?: string) => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly openAtLogin: (on: boolean) => void;
  readonly about: () => void;
  readonly quit: () => void;
  /** Fetches or installs the newer version. */
  readonly update: () => void;
  /** `undefined`: this computer. */
  readonly attach: (address: string | undefined) => void;
}

export interface TrayFacts {
  readonly picture: TrayPicture;
  /** `undefined`: this system does not let a program ask for it. */
  readonly openAtLogin: boolean | undefined;
  /** Addresses of known services. */
  readonly services: readonly string[];
  readonly attachedTo: string | undefined;
  readonly update: UpdateState;
}

export function trayMenu(
  { picture, openAtLogin, services, attachedTo, update }: TrayFacts,
  words: Words,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const { menu } = words;
  const { problem, line, engine } = picture;
  return [
    ...(problem === undefined
      ? []
      : [{ id: "problem", label: `⚠ ${problem.label}`, click: () => actions.open(problem.route) }]),
    { id: "state", label: line, enabled: false },
    { type: "separator" },
    { id: "open", label: menu.open, click: () => actions.open() },
    ...startOrStop(engine, menu, actions),
    ...serviceMenu(services, attachedTo, menu, actions),
    ...(openAtLogin === undefined
      ? []
      : [
          {
            id: "login",
            label: menu.openAtLogin,
            type: "checkbox" as const,
            checked: openAtLogin,
            click: () => actions.openAtLogin(!openAtLogin),
          },
        ]),
    { type: "separator" },
    ...updateMenu(update, words, actions.update),
    { id: "about", label: menu.about, click: actions.about },
    { id: "quit", label: menu.quit, click: actions.quit },
  ];
}

/** A service elsewhere is started and stopped by its own system. */
function startOrStop(
  engine: TrayPicture["engine"],
  menu: Words["menu"],
  { start, stop }: TrayActions,
): MenuItemConstructorOptions[] {
  switch (engine) {
    case "running":
      return [{ id: "stop", label: menu.stop, click: stop }];
    case "stopped":
    case "failed":
      return [{ id: "start", label: menu.start, click: start }];
    case "starting":
    case "stopping":
      return [{ id: "start", label: menu.start, enabled: false }];
    case "service":
      return [];
    default: {
      const _never: never = engine;
      return _never;
    }
  }
}

function serviceMenu(
  services: readonly string[],
  attachedTo: string | undefined,
  menu: Words["menu"],
  { attach, open }: TrayActions,
): MenuItemConstructorOptions[] {
  const choice = (label: string, address: string | undefined): MenuItemConstructorOptions => ({
    ...(address === undefined ? { id: "here" } : {}),
    ...{ label, type: "radio", checked: attachedTo === address, click: () => attach(address) },
  });
  return [
    {
      id: "service",
      label: menu.service,
      submenu: [
        choice(menu.thisComputer, undefined),
        ...services.map((address) => choice(address, address)),
        { type: "separator" },
        { id: "connections", label: menu.addService, click: () => open(connectionsRoute) },
      ],
    },
  ];
}

/** Where the page keeps the list of services. */
export const connectionsRoute = "#/settings/program";
