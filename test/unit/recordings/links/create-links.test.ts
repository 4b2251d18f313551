import { describe, expect, it } from "vitest";
import { createLinks } from "../../../../src-main/recordings/links/create-links.ts";
import type { LinkOptions } from "../../../../src-main/recordings/links/create-links.ts";

const name = "250917190514_45-1-1.mp3";
const startMs = Date.UTC(2026, 0, 30);
const dayMs = 86_400_000;
const key = (byte: number) => new Uint8Array(32).fill(byte);

function linksAt(nowMs: number, over: Partial<LinkOptions> = {}) {
  const keys = { current: key(1), previous: [] };
  const publicUrl = "https://pbx.example.com/recordings";
  return createLinks({ keys, mode: "signed", publicUrl, linkDays: undefined, nowMs: () => nowMs, ...over });
}

function tokenOf(url: string): string {
  return new URL(url).searchParams.get("t") ?? "";
}

describe("signed links", () => {
  it("have the documented form, to the letter", () => {
    expect(linksAt(startMs).urlFor(name)).toBe(
      `https://pbx.example.com/recordings/${name}?t=v1.0.8otsUfbYSxFBr4zucSbDG3GeiGCrXf-mGDZRpO6boW8`,
    );
  });

  it("open what they were made for, and nothing else", () => {
    const links = linksAt(startMs);
    const t = tokenOf(links.urlFor(name));
    expect(links.check(name, t)).toBe("good");
    expect(links.check("250917190514_45-1-2.mp3", t)).toBe("wrong");
    expect(linksAt(startMs, { keys: { current: key(2), previous: [] } }).check(name, t)).toBe("wrong");
    expect(links.check(name, undefined)).toBe("missing");
    expect(links.check(name, "")).toBe("missing");
  });

  it("are wrong when any character of the token is another", () => {
    const links = linksAt(startMs, { linkDays: 3 });
    const t = tokenOf(links.urlFor(name));
    // The last character carries two bits that base64 does not use.
    for (let at = 0; at < t.length - 1; at += 1) {
      const other = t[at] === "A" ? "B" : "A";
      expect(links.check(name, t.slice(0, at) + other + t.slice(at + 1)), String(at)).toBe("wrong");
    }
    for (const odd of [
      `${t}A`,
      t.slice(1),
      ` ${t}`,
      `${t}\n`,
      "v1.0.",
      "v1..",
      "v2.0.x",
      "%00",
      "💥".repeat(43),
    ]) {
      expect(links.check(name, odd)).toBe("wrong");
    }
  });

  it("expire after their days, and by no means through another date", () => {
    const made = linksAt(startMs, { linkDays: 3 }).urlFor(name);
    const t = tokenOf(made);
    expect(linksAt(startMs + 3 * dayMs).check(name, t)).toBe("good");
    expect(linksAt(startMs + 3 * dayMs + 1000).check(name, t)).toBe("expired");
    const [version = "", , signature = ""] = t.split(".");
    expect(linksAt(startMs).check(name, `${version}.0.${signature}`)).toBe("wrong");
    expect(linksAt(startMs).check(name, `${version}.zzzzzz.${signature}`)).toBe("wrong");
  });

  it("stay good when the key is changed and the old one kept", () => {
    const t = tokenOf(linksAt(startMs).urlFor(name));
    const rotated = linksAt(startMs, {
      keys: { current: key(2), previous: [{ key: key(3) }, { key: key(1) }] },
    });
    expect(rotated.check(name, t)).toBe("good");
    expect(linksAt(startMs).check(name, tokenOf(rotated.urlFor(name)))).toBe("wrong");
  });
});

describe("open links", () => {
  it("are plain and always good", () => {
    const links = linksAt(startMs, { mode: "open", linkDays: 3 });
    expect(links.open).toBe(true);
    expect(links.urlFor(name)).toBe(`https://pbx.example.com/recordings/${name}`);
    expect(links.check(name, undefined)).toBe("good");
    expect(links.check(name, "v1.0.left-over")).toBe("good");
  });
});
