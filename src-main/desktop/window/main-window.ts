/** The program's window: opened once, hidden instead of closed, back where it was. */
import { BrowserWindow, nativeImage, nativeTheme, screen } from "electron";
import { isOwnPage, pageOrigin } from "../page/page-address.ts";
import { placeFor, smallest, type KeptPlace } from "./window-place.ts";
import { shownTitle } from "./window-title.ts";

export interface MainWindowOptions {
  readonly preload: string;
  /** A data: address of a PNG, for the task bar where the system does not take it from the program. */
  readonly icon: string;
  readonly keptPlace: () => KeptPlace | undefined;
  readonly keepPlace: (place: KeptPlace) => void;
  /** The user closed it, and it went to the tray. */
  readonly onHidden: () => void;
  readonly nowMs: () => number;
  /** The service that the window shows, if it is not this computer's engine. */
  readonly attachedTo: () => string | undefined;
}

export interface MainWindow {
  /** Opens it, or brings it to the front. `route` such as `#/webhooks?endpoint=crm`. */
  show(route?: string): void;
  /** From now on closing it closes it. */
  letGo(): void;
}

/** The page's own colours (src-renderer/theme/tokens.css): no white flash before the first paint. */
const backgrounds = { light: "#F7F8FA", dark: "#14171C" } as const;
/** A page that crashes again so soon would only crash once more. */
const crashAgainMs = 10_000;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined;
  let goes = false;

  function open(route: string): BrowserWindow {
    const kept = options.keptPlace();
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const opened = new BrowserWindow({
      ...placeFor(kept, areas),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: "3CX Webhook",
      icon: nativeImage.createFromDataURL(options.icon),
      autoHideMenuBar: true,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: {
        preload: options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    if (kept?.maximized === true) opened.maximize();
    opened.once("ready-to-show", () => opened.show());
    opened.webContents.once("did-fail-load", () => opened.show());
    opened.on("close", (event) => close(event, opened));
    opened.on("closed", () => (window = undefined));
    opened.on("page-title-updated", (event, title) => {
      event.preventDefault();
      opened.setTitle(shownTitle(title, options.attachedTo()));
    });
    comeBackAfterCrash(opened);
    void load(opened, route);
    return opened;
  }

  function close(event: { preventDefault(): void }, closing: BrowserWindow): void {
    keep(closing);
    if (goes) return;
    event.preventDefault();
    closing.hide();
    options.onHidden();
  }

  function keep(of: BrowserWindow): void {
    options.keepPlace({ ...of.getNormalBounds(), maximized: of.isMaximized() });
  }

  function comeBackAfterCrash(of: BrowserWindow): void {
    let crashedAtMs = Number.NEGATIVE_INFINITY;
    of.webContents.on("render-process-gone", (_event, { reason }) => {
      const again = options.nowMs() - crashedAtMs < crashAgainMs;
      crashedAtMs = options.nowMs();
      if (reason !== "clean-exit" && !again && !of.isDestroyed()) void load(of, "");
    });
  }

  return {
    show(route = "") {
      if (window === undefined) {
        window = open(route);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      // Only what follows the # differs, so the page stays and goes there by itself.
      if (route !== "" && isOwnPage(window.webContents.getURL())) void load(window, route);
    },
    letGo() {
      goes = true;
      if (window !== undefined) keep(window);
    },
  };
}

/** A load that another one overtakes rejects; what failed is shown by the window itself. */
async function load(window: BrowserWindow, route: string): Promise<void> {
  const hash = route.startsWith("#/") ? route : "";
  await window.loadURL(`${pageOrigin}/${hash}`).catch(() => undefined);
}
