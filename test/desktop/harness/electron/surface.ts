// What the program shows outside its window: tray, menus, pictures, notifications, dialogs; and what it asks of the system.
import { EventEmitter } from "node:events";
import type {
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NativeImage,
  NativeTheme,
  NotificationConstructorOptions,
  SafeStorage,
  Screen,
  Shell,
} from "electron";
import { answer } from "./link.ts";
import { strict } from "./strict.ts";

interface Picture {
  readonly scales: number[];
  template: boolean;
}

class FakeImage implements Pick<NativeImage, "addRepresentation" | "setTemplateImage" | "isEmpty"> {
  readonly picture: Picture = { scales: [], template: false };
  addRepresentation({ scaleFactor = 1, dataURL }: { scaleFactor?: number; dataURL?: string }): void {
    if (dataURL?.startsWith("data:image/png;base64,") !== true) throw new Error("That is no picture.");
    this.picture.scales.push(scaleFactor);
  }
  setTemplateImage(template: boolean): void {
    this.picture.template = template;
  }
  isEmpty(): boolean {
    return this.picture.scales.length === 0;
  }
}
const image = () => strict("NativeImage", new FakeImage());
export const nativeImage = strict("nativeImage", {
  createEmpty: image,
  createFromDataURL(dataURL: string) {
    const made = image();
    made.addRepresentation({ dataURL });
    return made;
  },
});

export class Menu {
  static application: Menu | null = null;
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }
  readonly template: MenuItemConstructorOptions[];
  constructor(template: MenuItemConstructorOptions[]) {
    this.template = template;
  }
}

const trays: FakeTray[] = [];
class FakeTray extends EventEmitter {
  image: FakeImage;
  toolTip = "";
  menu: Menu | undefined;
  constructor(picture: FakeImage) {
    super();
    this.image = picture;
    trays.push(this);
    // oxlint-disable-next-line no-constructor-return -- every use goes through the strict one
    return strict("Tray", this);
  }
  setImage(picture: FakeImage): void {
    this.image = picture;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }
}
export { FakeTray as Tray };

const notifications: FakeNotification[] = [];
class FakeNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
    // oxlint-disable-next-line no-constructor-return -- every use goes through the strict one
    return strict("Notification", this);
  }
  show(): void {
    notifications.push(this);
  }
}
export { FakeNotification as Notification };

const asked: MessageBoxOptions[] = [];
const replies: number[] = [];
class FakeDialog implements Pick<Dialog, "showMessageBox"> {
  showMessageBox(...args: unknown[]): ReturnType<Dialog["showMessageBox"]> {
    const options = args.at(-1) as MessageBoxOptions;
    asked.push(options);
    return Promise.resolve({ response: replies.shift() ?? options.cancelId ?? 0, checkboxChecked: false });
  }
}
export const dialog = strict("dialog", new FakeDialog());

const outside: string[] = [];
class FakeShell implements Pick<Shell, "openExternal"> {
  openExternal(url: string): Promise<void> {
    outside.push(url);
    return Promise.resolve();
  }
}
export const shell = strict("shell", new FakeShell());

/** Seals by turning the text round: no encryption, but not the text either. */
class FakeStorage
  implements
    Pick<
      SafeStorage,
      "isEncryptionAvailable" | "getSelectedStorageBackend" | "encryptString" | "decryptString"
    >
{
  isEncryptionAvailable(): boolean {
    return process.env["FAKE_KEYRING"] !== "none";
  }
  getSelectedStorageBackend(): ReturnType<SafeStorage["getSelectedStorageBackend"]> {
    return process.env["FAKE_KEYRING"] === "basic_text" ? "basic_text" : "gnome_libsecret";
  }
  encryptString(text: string): Buffer {
    return Buffer.from(`v11${[...text].toReversed().join("")}`);
  }
  decryptString(sealed: Buffer): string {
    const text = sealed.toString();
    if (!text.startsWith("v11")) throw new Error("Error while decrypting the ciphertext provided.");
    return [...text.slice(3)].toReversed().join("");
  }
}
export const safeStorage = strict("safeStorage", new FakeStorage());

class FakeTheme
  extends EventEmitter
  implements Pick<NativeTheme, "shouldUseDarkColors" | "shouldUseDarkColorsForSystemIntegratedUI">
{
  shouldUseDarkColors = process.env["FAKE_DARK"] === "1";
  shouldUseDarkColorsForSystemIntegratedUI = process.env["FAKE_DARK"] === "1";
}
export const nativeTheme = strict("nativeTheme", new FakeTheme());

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
class FakeScreen implements Pick<Screen, "getAllDisplays"> {
  getAllDisplays(): Display[] {
    // Only what the program looks at.
    return [{ workArea }] as Display[];
  }
}
export const screen = strict("screen", new FakeScreen());

interface ShownItem {
  readonly id: string | undefined;
  readonly label: string | undefined;
  readonly checked: boolean | undefined;
  readonly enabled: boolean;
  readonly submenu: ShownItem[] | undefined;
}
function shown({ id, label, checked, enabled, submenu }: MenuItemConstructorOptions): ShownItem {
  const below = Array.isArray(submenu) ? submenu.map(shown) : undefined;
  return { id, label, checked, enabled: enabled !== false, submenu: below };
}
function find(
  items: readonly MenuItemConstructorOptions[],
  name: string,
): MenuItemConstructorOptions | undefined {
  for (const item of items) {
    if (item.id === name || item.label === name) return item;
    const below = Array.isArray(item.submenu) ? find(item.submenu, name) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

answer("tray", () => {
  const tray = trays.at(-1);
  return { tip: tray?.toolTip, menu: tray?.menu?.template.map(shown), picture: tray?.image.picture };
});
answer("tray-click", ({ name }: { name?: string }) => {
  const tray = trays.at(-1);
  if (name === undefined) return void tray?.emit("click");
  const item = find(tray?.menu?.template ?? [], name);
  if (item === undefined || item.enabled === false)
    throw new Error(`The tray's menu has no ${name} to click.`);
  item.click?.({} as never, undefined, {} as never);
});
answer("notifications", () => notifications.map(({ options: { title, body } }) => ({ title, body })));
answer("notification-click", () => void notifications.at(-1)?.emit("click"));
answer("dialogs", () => asked.splice(0));
answer("reply", ({ button }: { button: number }) => void replies.push(button));
answer("outside", () => outside);
