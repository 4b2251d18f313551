/** The page's own scheme `app://3cx-webhook/`: no file: address, no server, and nothing but what is listed here. */
import { protocol, type Session } from "electron";
import {
  desktopChangeSchema,
  type DesktopAnswer,
  type DesktopChange,
  type DesktopProgram,
} from "../../../src-shared/contract/desktop-program.ts";
import {
  mostPasswordChars,
  type LoginAnswer,
  type SessionAnswer,
} from "../../../src-shared/rpc/monitor-session.ts";
import { isOwnPage, pageOrigin, pageScheme, wantedBy } from "./page-address.ts";
import { answerFile, answerPage, plain } from "./page-files.ts";
import { answerRecording, type FindRecording } from "./recording-stream.ts";

export interface PageSource {
  /** Of the built page, with its index.html. */
  readonly folder: string;
  /** Of whatever the window shows now; an answer of another service comes as it is. */
  readonly recording: (name: string, range: string | undefined) => Promise<Response>;
  /** Of the service that the window shows; without one nobody has to log in. */
  readonly session: () => Promise<SessionAnswer>;
  readonly login: (password: string) => Promise<LoginAnswer>;
  readonly logout: () => Promise<void>;
  /** Of the desktop program itself. */
  readonly program: () => DesktopProgram;
  readonly change: (change: DesktopChange) => Promise<DesktopAnswer>;
}

/** Before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

export function servePage(session: Pick<Session, "protocol">, source: PageSource): void {
  session.protocol.handle(pageScheme, async (request) => {
    try {
      return await answer(request, source);
    } catch {
      return plain(500, "The page's request failed.");
    }
  });
}

/** Recordings of the engine in this program. */
export function recordingsOf(find: FindRecording): PageSource["recording"] {
  return (name, range) => answerRecording(find, name, range);
}

async function answer(request: Request, source: PageSource): Promise<Response> {
  const wanted = wantedBy(request.url);
  if (wanted.kind === "login" || wanted.kind === "logout" || wanted.kind === "change") {
    if (request.method !== "POST" || !isFromPage(request)) {
      return plain(405, "Only the page itself may ask for that.");
    }
    if (wanted.kind === "change") return answerChange(request, source);
    if (wanted.kind === "login") return Response.json(await source.login(await passwordIn(request)));
    await source.logout();
    return Response.json({ ok: true });
  }
  if (request.method !== "GET" && request.method !== "HEAD")
    return plain(405, "There is nothing to send here.");
  switch (wanted.kind) {
    case "page":
      return answerPage(source.folder);
    case "file":
      return answerFile(source.folder, wanted.path);
    case "recording":
      return source.recording(wanted.name, request.headers.get("range") ?? undefined);
    case "session":
      return Response.json(await source.session());
    case "program":
      return Response.json(source.program());
    case "nothing":
      return plain(404, "There is nothing here.");
    default: {
      const _never: never = wanted.kind;
      return _never;
    }
  }
}

async function answerChange(request: Request, source: PageSource): Promise<Response> {
  const body: unknown = await request.json().catch(() => undefined);
  const read = desktopChangeSchema.safeParse(body);
  return read.success
    ? Response.json(await source.change(read.data))
    : plain(400, "The request has a wrong value.");
}

/** Browsers name the page that posts. */
function isFromPage({ headers, referrer }: Request): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return origin === pageOrigin;
  return referrer === "" || referrer === "about:client" || isOwnPage(referrer);
}

async function passwordIn(request: Request): Promise<string> {
  const body: unknown = await request.json().catch(() => undefined);
  const given = typeof body === "object" && body !== null && "password" in body ? body.password : undefined;
  return typeof given === "string" && given.length <= mostPasswordChars ? given : "";
}
