/** What stands in the way of a window on this machine. */

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hasElectron: boolean;
}

const instead = '"npm run demo" shows the product without a window, "npm run service" runs it without one.';

/** A sentence that names what is missing and what works instead; undefined when a window can open. */
export function cannotStart({ platform, env, hasElectron }: Machine): string | undefined {
  if (!hasElectron) {
    return `Electron is not installed here: "npx install-electron --no" downloads it. ${instead}`;
  }
  const needsDisplay = platform !== "win32" && platform !== "darwin";
  if (needsDisplay && !env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) {
    return `There is no display for a window here. ${instead}`;
  }
  return undefined;
}
