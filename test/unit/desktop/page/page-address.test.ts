import { expect, test } from "vitest";
import { isOwnPage, wantedBy } from "../../../../src-main/desktop/page/page-address.ts";

test.each([
  ["app://3cx-webhook/", { kind: "page" }],
  ["app://3cx-webhook/index.html#/calls", { kind: "page" }],
  ["app://3cx-webhook/assets/index-B3.js", { kind: "file", path: "assets/index-B3.js" }],
  [
    "app://3cx-webhook/recording/250917190514_45-1-1.mp3",
    { kind: "recording", name: "250917190514_45-1-1.mp3" },
  ],
  ["app://3cx-webhook/monitor/login", { kind: "login" }],
])("%s", (url, wanted) => {
  expect(wantedBy(url)).toEqual(wanted);
});

test.each([
  "app://3cx-webhook/..%2fmain.js",
  "app://3cx-webhook/..%5cmain.js",
  "app://3cx-webhook/assets%2f..%2f..%2fmain.js",
  "app://3cx-webhook/assets//x.js",
  "app://3cx-webhook/C:/Windows/win.ini",
  "app://3cx-webhook/file.js::$DATA",
  "app://3cx-webhook/.env",
  "app://3cx-webhook/%00",
  "app://3cx-webhook/%",
  "app://3cx-webhook/recording/..%2fx.mp3",
  "app://3cx-webhook/recording/a/b.mp3",
  "app://3cx-webhook/recording/x.wav",
  "app://elsewhere/index.html",
  "app://user@3cx-webhook/",
  "file:///index.html",
  "no address",
])("%s leads nowhere", (url) => {
  expect(wantedBy(url)).toEqual({ kind: "nothing" });
});

test("dots that the address itself resolves stay below the page", () => {
  expect(wantedBy("app://3cx-webhook/%2e%2e/main.js")).toEqual({ kind: "file", path: "main.js" });
});

test("another page is not our own, however it is spelt", () => {
  expect(isOwnPage("app://3cx-webhook/#/calls")).toBe(true);
  for (const url of ["https://3cx-webhook/", "app://3cx-webhook.evil/", "app://x/app://3cx-webhook/", ""]) {
    expect(isOwnPage(url), url).toBe(false);
  }
});
