/**
 * A PostgreSQL server of a test's own, from the system's packages (Debian: postgresql), on a socket in a
 * temporary folder. Its data is on no disk for longer than the test, so nothing is synced.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";

/** The folder with initdb and postgres; `undefined` when no server is installed. */
export const postgresPrograms: string | undefined = findPrograms();

/** For the name of a group of tests that needs it. */
export const withoutPostgres =
  postgresPrograms === undefined
    ? " (skipped: no PostgreSQL server is installed; apt-get install postgresql)"
    : "";

function findPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), "/usr/bin", "/usr/local/bin"];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

export interface PostgresServer {
  /** Of a database that nobody else uses. */
  readonly url: string;
  start(): Promise<void>;
  /** `crash`: as if its machine had failed; connections break, and what was not committed is gone. */
  stop(how: "crash" | "orderly"): Promise<void>;
  /** For a look at the tables. */
  ask(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

/** PostgreSQL refuses to run as root; Debian's package has made this user. */
function userOfServer(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(spawnSync("id", [flag, "postgres"]).stdout.toString());
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function createServer(programs: string): PostgresServer & { remove(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const user = userOfServer();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const url = `postgres:///postgres?host=${folder}&user=postgres`;
  const options = { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C" } };
  let server: ChildProcess | undefined;

  function prepare(): void {
    const made = spawnSync(
      join(programs, "initdb"),
      ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
      options,
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.toString()}`);
  }

  async function ask(text: string, values: readonly unknown[] = []) {
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function isUp(): Promise<boolean> {
    try {
      await ask("SELECT 1");
      return true;
    } catch {
      return false;
    }
  }

  async function start(): Promise<void> {
    if (!existsSync(data)) prepare();
    const settings = ["listen_addresses=", "fsync=off", "max_connections=60", "shared_buffers=32MB"];
    const args = ["-D", data, "-k", folder, ...settings.flatMap((each) => ["-c", each])];
    server = spawn(join(programs, "postgres"), args, { ...options, stdio: "ignore" });
    while (!(await isUp())) {
      if (server.exitCode !== null) throw new Error("The PostgreSQL server did not start.");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function stop(how: "crash" | "orderly"): Promise<void> {
    const running = server;
    server = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const ended = once(running, "exit");
    // SIGQUIT: all of its processes end at once, and the next start recovers from its log. SIGINT: fast, in order.
    running.kill(how === "crash" ? "SIGQUIT" : "SIGINT");
    await ended;
  }

  return {
    ...{ url, start, stop, ask },
    async remove() {
      await stop("crash");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server for all tests of a file, running. Call it inside of a group that is skipped without a server. */
export function usePostgresServer(): () => PostgresServer {
  let server: ReturnType<typeof createServer> | undefined;
  beforeAll(async () => {
    if (postgresPrograms === undefined) return;
    server = createServer(postgresPrograms);
    await server.start();
  });
  afterAll(() => server?.remove());
  return () => {
    if (server === undefined) throw new Error("There is no PostgreSQL server.");
    return server;
  };
}
