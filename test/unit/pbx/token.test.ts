import { describe, expect, it } from "vitest";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import type { HttpClient, HttpQuestion } from "../../../src-main/pbx/http-client.ts";
import { createTokenHolder } from "../../../src-main/pbx/token.ts";
import { answer, createWorld, fail, rest } from "./helpers.ts";

function createHolder(handle: (question: HttpQuestion, nth: number) => PbxResult | Promise<PbxResult>) {
  const world = createWorld();
  const asked: HttpQuestion[] = [];
  const http: HttpClient = {
    ask: async (question) => {
      asked.push(question);
      return handle(question, asked.length);
    },
    close: () => {},
  };
  const holder = createTokenHolder({ ...world, http, clientId: "crm", clientSecret: "s3cret" });
  return { ...world, holder, asked };
}

const hourly = (_question: HttpQuestion, nth: number) =>
  answer({ access_token: `t${nth}`, expires_in: 3600 });

describe("the token holder", () => {
  it("asks urlencoded, once for everybody who asks meanwhile", async () => {
    const { holder, asked } = createHolder(hourly);
    const tokens = await Promise.all([holder.current(), holder.fresh(), holder.current()]);
    expect(tokens.map((each) => each.ok && each.token)).toEqual(["t1", "t1", "t1"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      path: "/connect/token",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "client_id=crm&client_secret=s3cret&grant_type=client_credentials",
    });
  });

  it("keeps the token for 80 % of its life", async () => {
    const { holder, asked, clock } = createHolder(hourly);
    await holder.current();
    await clock.runFor(0.79 * 3_600_000);
    await holder.current();
    expect(asked).toHaveLength(1);
    await clock.runFor(0.02 * 3_600_000);
    expect(await holder.current()).toEqual({ ok: true, token: "t2" });
  });

  it("goes on with the old one to its end when the PBX gives no new one for a moment", async () => {
    const { holder, clock } = createHolder((question, nth) =>
      nth === 1 ? hourly(question, nth) : fail("server-error", 503),
    );
    await holder.current();
    await clock.runFor(0.9 * 3_600_000);
    expect(await holder.current()).toEqual({ ok: true, token: "t1" });
    await clock.runFor(0.1 * 3_600_000);
    expect(await holder.current()).toMatchObject({ ok: false, kind: "server-error" });
  });

  it("gives a new one when a fresh one is wanted", async () => {
    const { holder } = createHolder(hourly);
    await holder.current();
    expect(await holder.fresh()).toEqual({ ok: true, token: "t2" });
    expect(await holder.current()).toEqual({ ok: true, token: "t2" });
  });

  it("hands the newest token to whoever was refused with an older one, without asking", async () => {
    const { holder, asked } = createHolder(hourly);
    await holder.current();
    await holder.fresh();
    expect(await holder.refused("t1")).toEqual({ ok: true, token: "t2" });
    expect(asked).toHaveLength(2);
    expect(await holder.refused("t2")).toEqual({ ok: true, token: "t3" });
    expect(holder.contested()).toBe(false);
  });

  it("answers a storm of refusals with a bounded number of tokens, and says that somebody competes", async () => {
    const { holder, asked, clock } = createHolder(hourly);
    await holder.current();
    for (let second = 0; second < 100; second++) {
      const held = await holder.current();
      if (held.ok) await holder.refused(held.token);
      await clock.runFor(100);
    }
    expect(asked.length).toBeLessThanOrEqual(1 + 10 + 5 + 1);
    expect(holder.contested()).toBe(true);
    await clock.runFor(11 * 60_000);
    expect(holder.contested()).toBe(false);
  });

  it("tries multipart when the PBX does not like urlencoded, and keeps to it", async () => {
    const { holder, asked } = createHolder(({ body }, nth) =>
      typeof body === "string" ? fail("unexpected-status", 415) : answer({ access_token: `t${nth}` }),
    );
    expect(await holder.current()).toEqual({ ok: true, token: "t2" });
    await holder.fresh();
    expect(asked.map(({ body }) => typeof body)).toEqual(["string", "object", "object"]);
    const form = asked[2]?.body;
    expect(form instanceof FormData && form.get("client_secret")).toBe("s3cret");
  });

  it.each([
    [fail("unauthorised", 401), "wrong-secret"],
    [fail("unexpected-status", 400), "wrong-secret"],
    [fail("not-found", 404), "old-version"],
    [fail("forbidden", 403), "forbidden-everywhere"],
    [fail("server-error", 503), "server-error"],
    [fail("unknown-host"), "unknown-host"],
    [answer({ hello: "world" }), "not-3cx"],
  ])("after %j says %s", async (result, kind) => {
    const { holder } = createHolder(() => result);
    expect(await holder.current()).toMatchObject({ ok: false, kind });
  });

  it("does not hammer a PBX that refuses, and recovers by itself", async () => {
    let well = false;
    const { holder, asked, clock } = createHolder(() =>
      well ? answer({ access_token: "t", expires_in: 3600 }) : fail("unauthorised", 401),
    );
    for (let second = 0; second < 60; second++) {
      await holder.current();
      await clock.runFor(1000);
    }
    expect(asked.length).toBeLessThan(9);
    well = true;
    await clock.runFor(30_000);
    expect(await holder.current()).toEqual({ ok: true, token: "t" });
  });

  it("never logs a token or the secret", async () => {
    const { holder, log } = createHolder(() => answer({ access_token: "very-secret-token" }));
    await holder.current();
    await rest();
    expect(JSON.stringify(log.lines)).not.toMatch(/very-secret-token|s3cret/);
  });
});
