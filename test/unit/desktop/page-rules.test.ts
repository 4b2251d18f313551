import { expect, test, vi } from "vitest";

vi.mock("electron", () => ({ app: {}, shell: {} }));
const { mayLoad, outsideAddress } = await import("../../../src-main/desktop/page-rules.ts");
const { isGranted } = await import("../../../src-main/desktop/permissions.ts");

test("only https and mail addresses leave, and without a login in them", () => {
  expect(outsideAddress("https://example.com/a b")).toBe("https://example.com/a%20b");
  expect(outsideAddress("mailto:help@example.com")).toBe("mailto:help@example.com");
  for (const url of [
    "http://example.com",
    "file:///etc/passwd",
    "https://user:pass@example.com",
    "ms-msdt:/id",
    "javascript:alert(1)",
    "\\\\server\\share",
    "",
  ]) {
    expect(outsideAddress(url), url).toBeUndefined();
  }
});

test("nothing is loaded from a network", () => {
  for (const url of [
    "app://3cx-webhook/assets/x.js",
    "blob:app://3cx-webhook/1-2",
    "data:image/png;base64,AA",
  ]) {
    expect(mayLoad(url), url).toBe(true);
  }
  for (const url of [
    "https://example.com/x.js",
    "http://127.0.0.1/",
    "file:///x",
    "blob:https://example.com/1",
    "ws://127.0.0.1/",
  ]) {
    expect(mayLoad(url), url).toBe(false);
  }
});

test("the page may write to the clipboard and nothing else", () => {
  expect(isGranted("clipboard-sanitized-write", "app://3cx-webhook/")).toBe(true);
  for (const permission of [
    "clipboard-read",
    "media",
    "geolocation",
    "notifications",
    "openExternal",
    "hid",
  ]) {
    expect(isGranted(permission, "app://3cx-webhook/"), permission).toBe(false);
  }
  expect(isGranted("clipboard-sanitized-write", "https://example.com/")).toBe(false);
});
