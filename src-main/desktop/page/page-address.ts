/** The page's own address in the desktop program, and which file of the built page an address means. Pure. */
import { posix } from "node:path";
import { desktopPaths } from "../../../src-shared/contract/desktop-program.ts";

export const pageScheme = "app";
export const pageHost = "3cx-webhook";
export const pageOrigin = `${pageScheme}://${pageHost}`;

/** True for addresses of the program's own page, whatever follows the host. */
export function isOwnPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, port } = new URL(url);
  return protocol === `${pageScheme}:` && host === pageHost && username === "" && port === "";
}

export type Wanted =
  | { readonly kind: "page" }
  /** `path`: below the page's folder, checked; with `/` between its parts. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "recording"; readonly name: string }
  /** The same addresses as on the https server. */
  | { readonly kind: "session" | "login" | "logout" }
  | { readonly kind: "program" | "change" }
  | { readonly kind: "nothing" };

/** Nothing else is a name: no slash, no dot but one, nothing that a disk takes for something special. */
const recordingName = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,119}\.mp3$/;
/** Parts of file names that the build makes; a leading dot is none of them. */
const filePart = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

export function wantedBy(url: string): Wanted {
  if (!isOwnPage(url)) return { kind: "nothing" };
  const path = decoded(new URL(url).pathname);
  if (path === "/" || path === "/index.html") return { kind: "page" };
  if (path === "/monitor/session") return { kind: "session" };
  if (path === "/monitor/login") return { kind: "login" };
  if (path === "/monitor/logout") return { kind: "logout" };
  if (path === desktopPaths.state) return { kind: "program" };
  if (path === desktopPaths.change) return { kind: "change" };
  const parts = path.slice(1).split("/");
  const [folder = "", name = ""] = parts;
  if (folder === "recording") {
    return parts.length === 2 && recordingName.test(name) ? { kind: "recording", name } : { kind: "nothing" };
  }
  // Not only `..`: backslashes, drive letters, streams and control characters of every system.
  if (!parts.every((part) => filePart.test(part))) return { kind: "nothing" };
  return { kind: "file", path: posix.join(...parts) };
}

/** What cannot be decoded is no address of ours. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
