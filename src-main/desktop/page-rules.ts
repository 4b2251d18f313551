/** Where any page of this program may lead: nowhere (Electron security checklist, 12 to 15). */
import { app, shell, type Session } from "electron";
import { isOwnPage } from "./page/page-address.ts";

/** The address to hand to the system's browser or mail program; `undefined`: it stays closed. Written anew, so that nothing odd gets through. */
export function outsideAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const address = new URL(url);
  const isWeb = address.protocol === "https:" && address.username === "" && address.password === "";
  return isWeb || address.protocol === "mailto:" ? address.href : undefined;
}

/** For every page, before one is there. */
export function holdPages(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      const outside = outsideAddress(url);
      if (outside !== undefined) void shell.openExternal(outside).catch(() => undefined);
      return { action: "deny" };
    });
    const stay = (event: { preventDefault(): void }) => event.preventDefault();
    contents.on("will-navigate", stay);
    contents.on("will-redirect", stay);
    contents.on("will-attach-webview", stay);
  });
}

/** What pages may load and save: their own scheme and what they made themselves. Nothing comes from a network. */
export function holdTraffic(session: Pick<Session, "webRequest" | "on">): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
  session.on("will-download", (event, item) => {
    if (!mayLoad(item.getURL())) event.preventDefault();
  });
}

export function mayLoad(url: string): boolean {
  if (isOwnPage(url)) return true;
  if (url.startsWith("blob:")) return isOwnPage(url.slice("blob:".length));
  return url.startsWith("data:") || url.startsWith("devtools:");
}
