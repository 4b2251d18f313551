import { expect, test } from "vitest";
import { placeFor } from "../../../../src-main/desktop/window/window-place.ts";
import { shownTitle } from "../../../../src-main/desktop/window/window-title.ts";

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 984 };
const kept = { x: 2000, y: 50, width: 1100, height: 720, maximized: false };

test("the window opens where it was", () => {
  expect(placeFor(kept, [left, right])).toEqual({ x: 2000, y: 50, width: 1100, height: 720 });
});

test.each([
  ["a display that is gone", kept, [left]],
  ["above the screen", { ...kept, x: 100, y: -200 }, [left]],
  ["below it", { ...kept, x: 100, y: 1030 }, [left]],
  ["all but a sliver beside it", { ...kept, x: 1900, y: 50 }, [left]],
])("%s: the system chooses the place", (_where, place, areas) => {
  expect(placeFor(place, areas)).toEqual({ width: 1100, height: 720 });
});

test("it is never larger than its display, nor too small to use", () => {
  expect(placeFor({ ...kept, x: 0, width: 5000, height: 4000 }, [left])).toMatchObject({
    width: 1920,
    height: 1040,
  });
  expect(
    placeFor({ ...kept, x: 0, width: 200, height: 100 }, [{ x: -200, y: 0, width: 900, height: 700 }]),
  ).toMatchObject({ width: 480 });
  expect(placeFor(undefined, [])).toEqual({ width: 1100, height: 720 });
});

test("no number gets into a title", () => {
  expect(shownTitle("Calls · 3CX Webhook", undefined)).toBe("Calls · 3CX Webhook");
  expect(shownTitle("0301112223 · 3CX Webhook", undefined)).toBe("3CX Webhook");
  expect(shownTitle(" ", undefined)).toBe("3CX Webhook");
});

test("the service that the window shows is named, with its figures", () => {
  const service = "pbx01.example.com:8444";
  const title = `Calls · ${service} · 3CX Webhook`;
  expect(shownTitle(title, service)).toBe(title);
  expect(shownTitle(title, undefined)).toBe("3CX Webhook");
  expect(shownTitle(`0301112223 · ${service}`, service)).toBe("3CX Webhook");
});
