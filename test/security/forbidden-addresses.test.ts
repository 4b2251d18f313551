// However an address is written, and whatever a name turns out to be: nothing goes to metadata services and the like.
import { afterEach, describe, expect, test } from "vitest";
import type { LookupAddress } from "node:dns";
import { cleanUp, errorOf, post, serve } from "../unit/webhooks/delivery/network.ts";

afterEach(cleanUp);

const forbidden = /link-local|metadata service|no address of a receiver|multicast|broadcast/;

describe("an address that is written", () => {
  test.each([
    ["as it is", "http://169.254.169.254/latest/meta-data/"],
    ["as one number", "http://2852039166/"],
    ["in hexadecimal", "http://0xa9fea9fe/"],
    ["in hexadecimal pieces", "http://0xa9.0xfe.0xa9.0xfe/"],
    ["in octal", "http://0251.0376.0251.0376/"],
    ["with few pieces", "http://169.254.43518/"],
    ["with wide digits", "http://１６９.254.169.254/"],
    ["with a dot at its end", "http://169.254.169.254./"],
    ["in IPv6", "http://[::ffff:169.254.169.254]/"],
    ["in IPv6, in hexadecimal", "http://[::ffff:a9fe:a9fe]/"],
    ["by NAT64", "http://[64:ff9b::a9fe:a9fe]/"],
    ["by 6to4", "http://[2002:a9fe:a9fe::]/"],
    ["as IPv6 link-local", "http://[fe80::1]/"],
    ["as the metadata service in IPv6", "http://[fd00:ec2::254]/"],
    ["as nobody", "http://0.0.0.0/"],
    ["as zero", "http://0/"],
    ["behind a name and password", "http://crm.example.com@169.254.169.254/"],
  ])("%s is refused", async (_how, url) => {
    expect(errorOf(await post(url))).toMatch(forbidden);
  });
});

describe("a name", () => {
  const resolvesTo =
    (...answers: readonly string[][]) =>
    (_name: string, _options: unknown, answer: (error: null, found: readonly LookupAddress[]) => void) => {
      const found = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      answer(
        null,
        found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    };
  let asked = 0;
  afterEach(() => (asked = 0));

  test.each([["169.254.169.254"], ["::ffff:169.254.169.254"], ["fd00:ec2::254"]])(
    "that is %s is refused",
    async (address) => {
      const sent = await post("http://crm.example.com/", {}, { lookup: resolvesTo([address]) });
      expect(errorOf(sent)).toMatch(forbidden);
    },
  );

  test("that was good before and leads elsewhere now is refused now", async () => {
    let heard = 0;
    const url = await serve((_request, response) => {
      heard += 1;
      // The next request needs a new connection, and a new look-up.
      response.writeHead(200, { connection: "close" }).end();
    });
    const { port } = new URL(url);
    const lookup = resolvesTo(["127.0.0.1"], ["169.254.169.254"]);
    const address = `http://crm.example.com:${port}/`;
    expect((await post(address, {}, { lookup })).kind).toBe("answer");
    expect(errorOf(await post(address, {}, { lookup }))).toMatch(forbidden);
    expect(heard).toBe(1);
  });
});

test.each([301, 302, 303, 307, 308])("a redirect by %s is not followed", async (status) => {
  let heard = 0;
  const url = await serve((_request, response) => {
    heard += 1;
    response.writeHead(status, { location: "/again" }).end();
  });
  expect(errorOf(await post(url))).toBe(`answer ${status}`);
  expect(heard).toBe(1);
});
