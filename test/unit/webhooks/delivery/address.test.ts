import { describe, expect, it } from "vitest";
import { currentUrl, redactedUrl, targetOf } from "../../../../src-main/webhooks/delivery/address.ts";

describe("where a request goes", () => {
  const get = { method: "GET", url: "https://old/a?k=1&event=x", baseUrl: "https://old/a?k=1" } as const;

  it("keeps its address while the setting is the same", () => {
    expect(currentUrl(get, "https://old/a?k=1")).toBe(get.url);
  });

  it("takes its fields along to a corrected address", () => {
    expect(currentUrl(get, "https://new/b")).toBe("https://new/b?event=x");
    const post = { method: "POST", url: "https://old/", baseUrl: "https://old/" } as const;
    expect(currentUrl(post, "https://new/b?c=1")).toBe("https://new/b?c=1");
  });
});

describe("what a log shows", () => {
  it.each([
    ["https://x/a?token=abc&k=", "https://x/a?token=***&k=***"],
    ["https://x/a?secret#f", "https://x/a?***#f"],
    ["https://user:pass@x/a", "https://***@x/a"],
    ["https://x/a", "https://x/a"],
  ])("%s", (base, shown) => expect(redactedUrl(base, base)).toBe(shown));

  it("shows the fields that are ours", () => {
    expect(redactedUrl("https://x/a?token=abc&event=ringing", "https://x/a?token=abc")).toBe(
      "https://x/a?token=***&event=ringing",
    );
  });
});

describe("what goes on the wire", () => {
  it.each([
    ["https://x/a?k='{1}|2'&u=%7e", "/a?k='{1}|2'&u=%7e"],
    ["http://x:8080", "/"],
    ["http://x?k=1#f", "/?k=1"],
    ["http://x/a b?c=d e", "/a%20b?c=d%20e"],
    ["http://x/é", "/%C3%A9"],
    ["http://u:p@x/a/../b", "/a/../b"],
  ])("%s", (url, path) => expect(targetOf(url)?.path).toBe(path));

  it("turns a name and password in the address into a header", () => {
    expect(targetOf("https://jo:p%40ss@x/")?.authorization).toBe("Basic am86cEBzcw==");
    expect(targetOf("https://x/")?.authorization).toBeUndefined();
  });

  it.each(["", "crm", "ftp://x/", "http://", "javascript:1"])("refuses %j", (url) => {
    expect(targetOf(url)).toBeUndefined();
  });
});
