import { describe, expect, it } from "vitest";
import { createPbxApi } from "../../../src-main/pbx/api.ts";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import type { TokenHolder } from "../../../src-main/pbx/token.ts";
import { answer, fail } from "./helpers.ts";

function createApi(results: readonly PbxResult[]) {
  const used: (string | undefined)[] = [];
  const tokens: TokenHolder = {
    current: async () => ({ ok: true, token: "old" }),
    fresh: async () => ({ ok: true, token: "new" }),
    refused: async (token) => (token === "old" ? { ok: true, token: "new" } : fail("unauthorised", 401)),
    contested: () => false,
  };
  const http = {
    ask: async ({ headers }: { headers?: Readonly<Record<string, string>> }) => {
      used.push(headers?.authorization);
      return results[used.length - 1] ?? fail("server-error", 500);
    },
    close: () => {},
  };
  return { api: createPbxApi(http, tokens), used };
}

describe("a question with the access token", () => {
  it("goes out with the current token", async () => {
    const { api, used } = createApi([answer([])]);
    expect(await api.get("/callcontrol")).toEqual(answer([]));
    expect(used).toEqual(["Bearer old"]);
  });

  it("is asked once more with the newest token after a 401, and never a third time", async () => {
    const refused = fail("unauthorised", 401);
    const { api, used } = createApi([refused, refused, answer([])]);
    expect(await api.get("/callcontrol")).toMatchObject({ ok: false, kind: "unauthorised" });
    expect(used).toEqual(["Bearer old", "Bearer new"]);
  });

  it("is not asked again after any other failure", async () => {
    const { api, used } = createApi([fail("forbidden", 403), answer([])]);
    expect(await api.get("/callcontrol")).toMatchObject({ kind: "forbidden" });
    expect(used).toHaveLength(1);
  });
});
