/**
 * How this program gets into a service elsewhere: its certificate as a person confirmed it, its password once,
 * then a session that lives in memory. Nothing is sent before the certificate is the right one.
 */
import { Readable } from "node:stream";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import {
  loginAnswerSchema,
  monitorPaths,
  sessionAnswerSchema,
  type LoginAnswer,
  type SessionAnswer,
} from "../../src-shared/rpc/monitor-session.ts";
import { openLine, type Line } from "./pinned-line.ts";
import type { ServiceAddress } from "./service-address.ts";
import { openServiceChannel } from "./service-channel.ts";
import { askService, jsonOf, type ServiceRequest } from "./service-request.ts";

export interface ServiceClientOptions {
  readonly address: ServiceAddress;
  readonly clock: Clock;
  /** Of the certificate that a person confirmed. */
  readonly fingerprint: () => string | undefined;
  /** Asks a person; what they confirm is kept by whoever is asked. */
  readonly trust: (fingerprint: string) => Promise<boolean>;
  /** The password that was kept, if this system can keep one. */
  readonly password: () => string | undefined;
  /** `undefined`: forget it. */
  readonly keepPassword: (password: string | undefined) => void;
}

export interface ServiceClient {
  /** Nothing in here rejects. */
  open(): Promise<Channel | CloseReason>;
  session(): Promise<SessionAnswer>;
  login(password: string): Promise<LoginAnswer>;
  logout(): Promise<void>;
  recording(name: string, range: string | undefined): Promise<Response>;
}

const away: LoginAnswer = {
  outcome: "busy",
  sentence: "The service does not answer. Check that it runs, then try again.",
};

export function createServiceClient(options: ServiceClientOptions): ServiceClient {
  const { address, clock, trust } = options;
  let cookie = "";
  let asking: Promise<boolean> | undefined;

  /** `refused`: a person did not confirm the certificate. */
  async function trustedLine(): Promise<Line | "away" | "refused"> {
    const line = await openLine(address);
    if (line === undefined) return "away";
    if (await isTrusted(line.fingerprint)) return line;
    line.socket.destroy();
    return "refused";
  }

  async function isTrusted(fingerprint: string): Promise<boolean> {
    if (options.fingerprint() === fingerprint) return true;
    // Several windows and the tray ask at the same time; the person is asked once.
    asking ??= trust(fingerprint).finally(() => (asking = undefined));
    await asking;
    return options.fingerprint() === fingerprint;
  }

  async function ask(request: ServiceRequest) {
    const line = await trustedLine();
    if (typeof line === "string") return undefined;
    const headers = { ...request.headers, ...(cookie === "" ? {} : { cookie }) };
    return askService(line, address, { ...request, headers });
  }

  async function session(): Promise<SessionAnswer> {
    const answer = await ask({ method: "GET", path: monitorPaths.session });
    const read = sessionAnswerSchema.safeParse(answer === undefined ? undefined : await jsonOf(answer));
    if (!read.success) return { access: "not-allowed", sentence: away.sentence, password: true };
    if (read.data.access !== "login-needed" || !(await loginAgain())) return read.data;
    return { access: "granted", sentence: "", password: true };
  }

  /** With the password that was kept. A wrong one is forgotten, so it is tried once. */
  async function loginAgain(): Promise<boolean> {
    const password = options.password();
    if (password === undefined) return false;
    const { outcome } = await tryLogin(password);
    if (outcome === "wrong-password") options.keepPassword(undefined);
    return outcome === "granted";
  }

  async function tryLogin(password: string): Promise<LoginAnswer> {
    const answer = await ask({ method: "POST", path: monitorPaths.login, body: { password } });
    if (answer === undefined) return away;
    const [set] = answer.headers["set-cookie"] ?? [];
    const read = loginAnswerSchema.safeParse(await jsonOf(answer));
    if (!read.success) return away;
    if (read.data.outcome === "granted") cookie = set?.split(";")[0] ?? "";
    return read.data;
  }

  return {
    session,
    async open() {
      const { access, sentence } = await session();
      if (access !== "granted") return sentence === away.sentence ? "lost" : access;
      const line = await trustedLine();
      return typeof line === "string" ? "lost" : openServiceChannel(line, address, cookie, clock);
    },
    async login(password) {
      const answer = await tryLogin(password);
      if (answer.outcome === "granted") options.keepPassword(password);
      return answer;
    },
    async logout() {
      await ask({ method: "POST", path: monitorPaths.logout });
      cookie = "";
      options.keepPassword(undefined);
    },
    async recording(name, range) {
      const answer = await ask({
        method: "GET",
        path: monitorPaths.recording + name,
        headers: range === undefined ? {} : { range },
        mayPause: true,
      });
      if (answer === undefined) return new Response(null, { status: 502 });
      const headers = new Headers({ "x-content-type-options": "nosniff" });
      for (const header of ["content-type", "content-length", "content-range", "accept-ranges"]) {
        const value = answer.headers[header];
        if (typeof value === "string") headers.set(header, value);
      }
      // Node's own type of the same web stream.
      const body = Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>;
      return new Response(body, { status: answer.statusCode ?? 502, headers });
    },
  };
}
