/** Worker processes that are killed under load, and a server that crashes amid it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { PostgresOutbox } from "../../src-main/store/postgres/postgres-outbox.ts";
import { useEngineOutboxes } from "../unit/store/postgres/engine-outboxes.ts";
import {
  postgresPrograms,
  usePostgresServer,
  withoutPostgres,
} from "../unit/store/postgres/postgres-server.ts";
import { accepted } from "../unit/webhooks/delivery/bench.ts";
import { allFaults } from "./selection.ts";
import { workerEndpoints } from "./workers/worker-endpoints.ts";

const LEASE_MS = 2000;
const chains = ["a", "b", "c", "d", "e", "f"];
const eventsPerChain = 12;
const rounds = allFaults ? 10 : 2;
const child = fileURLToPath(new URL("./workers/worker-child.ts", import.meta.url));

describe.skipIf(postgresPrograms === undefined)(
  `workers as processes${withoutPostgres}`,
  {
    timeout: 300_000,
  },
  () => {
    const server = usePostgresServer();
    const engines = useEngineOutboxes(server);
    const children = new Set<ChildProcess>();
    const receivers: Server[] = [];
    afterEach(async () => {
      for (const each of children) each.kill("SIGKILL");
      children.clear();
      for (const each of receivers.splice(0)) {
        each.closeAllConnections();
        each.close();
      }
    });

    /** Notes what it gets, in the order in which it came, and answers after a moment. */
    async function receive() {
      const got: string[] = [];
      const http = createServer((request, response) => {
        const which = request.url?.slice(1) ?? "";
        got.push(`${which} ${String(request.headers["webhook-id"])}`);
        request.resume();
        setTimeout(() => response.end(), 5);
      });
      receivers.push(http);
      http.listen(0, "127.0.0.1");
      await once(http, "listening");
      return { got, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
    }

    function hire(receiver: string): ChildProcess {
      const started = spawn(process.execPath, [child, server().url, String(LEASE_MS), receiver], {
        stdio: "ignore",
      });
      children.add(started);
      return started;
    }

    async function acceptAll(outbox: PostgresOutbox, url: string): Promise<void> {
      const endpoints = workerEndpoints(url);
      const accepts: Promise<void>[] = [];
      for (let seq = 1; seq <= eventsPerChain; seq += 1) {
        for (const chain of chains) {
          accepts.push(outbox.accept([accepted(chain, seq, endpoints, { nowMs: Date.now() })]));
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await Promise.all(accepts);
    }

    async function left(): Promise<number> {
      const rows = await server().ask("SELECT count(*)::int AS left FROM webhook.delivery");
      return Number(rows[0]?.["left"]);
    }

    it.each(Array.from({ length: rounds }, (_, index) => index + 1))(
      "killed under load, with a crash of the server amid it: nothing is lost, each call stays in order (round %i)",
      async (round) => {
        await server().ask("DROP SCHEMA IF EXISTS webhook CASCADE");
        const outbox = await engines.open("main");
        const { got, url } = await receive();
        let [first, second] = [hire(url), hire(url)];
        const accepting = acceptAll(outbox, url);
        const killAfter = (count: number, which: () => ChildProcess) =>
          (async () => {
            while (got.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
            which().kill("SIGKILL");
            children.delete(which());
          })();
        await killAfter(10 + round, () => first);
        first = hire(url);
        if (round % 2 === 0) {
          await server().stop("crash");
          await server().start();
        }
        await killAfter(40 + 5 * round, () => second);
        second = hire(url);
        await accepting;
        while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));

        const firstOnes = [...new Set(got)];
        for (const lane of chains.flatMap((chain) => [`crm ${chain}.`, `other ${chain}.`])) {
          const expected = Array.from({ length: eventsPerChain }, (_, index) => `${lane}${index + 1}`);
          expect(firstOnes.filter((each) => each.startsWith(lane))).toEqual(expected);
        }
        const rows = await server().ask(
          "SELECT record::json->>'endpoint' AS endpoint, record::json->>'eventId' AS id FROM webhook.report WHERE record::json->>'result' = 'delivered'",
        );
        const ends = rows.map(({ endpoint: to, id }) => `${String(to)} ${String(id)}`);
        expect(new Set(ends).size).toBe(ends.length);
        expect(ends).toHaveLength(2 * chains.length * eventsPerChain);
      },
    );
  },
);
