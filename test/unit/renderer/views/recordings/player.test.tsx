import { act, fireEvent, screen } from "@testing-library/react";
import axe from "axe-core";
import { beforeEach, expect, test, vi } from "vitest";
import { RecordingPlayer } from "../../../../../src-renderer/views/recordings/player.tsx";
import { renderInApp } from "../../render-app.tsx";

const drawn: { url: string }[] = [];
vi.mock("../../../../../src-renderer/views/recordings/waveform.ts", () => ({
  drawWaveform: async (place: { url: string }) => void drawn.push(place),
}));

const name = "261122141012_690-1-1.mp3";

/** What jsdom lacks: an element that plays. */
function playable(audio: HTMLAudioElement): void {
  let paused = true;
  const tell = (what: string) => audio.dispatchEvent(new Event(what));
  Object.defineProperties(audio, {
    paused: { get: () => paused },
    duration: { value: 98 },
    currentTime: { value: 0, writable: true },
    play: { value: async () => ((paused = false), void tell("play")) },
    pause: { value: () => ((paused = true), void tell("pause")) },
  });
}

function show() {
  const shown = renderInApp(<RecordingPlayer mp3Name={name} durationS={98} />);
  const audio = shown.container.querySelector("audio");
  if (audio === null) throw new Error("There is no audio element.");
  playable(audio);
  return { ...shown, audio };
}

beforeEach(() => {
  drawn.length = 0;
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => {});
  vi.spyOn(HTMLMediaElement.prototype, "load").mockImplementation(() => {});
});

test("plays from the page's own origin, by button and by the space key", async () => {
  const { user, audio } = show();
  expect(audio.getAttribute("src")).toBe(`recording/${name}`);
  await user.click(screen.getByRole("button", { name: "Play" }));
  expect(audio.paused).toBe(false);
  screen.getByRole("slider", { name: "Position" }).focus();
  await user.keyboard(" ");
  expect(audio.paused).toBe(true);
  expect(screen.getByRole("button", { name: "Play" })).toBeDefined();
});

test("its position is a slider with the keys of one, and says where it is in words", async () => {
  const { user, audio } = show();
  const slider = screen.getByRole("slider", { name: "Position" });
  slider.focus();
  await user.keyboard("{ArrowRight}{PageUp}");
  expect(audio.currentTime).toBe(35);
  expect(slider.getAttribute("aria-valuetext")).toBe("0:35 of 1:38");
  await user.keyboard("{End}");
  expect(slider.getAttribute("aria-valuenow")).toBe("98");
});

test("speed and volume reach the sound", async () => {
  const { user, audio } = show();
  await user.selectOptions(screen.getByRole("combobox", { name: "Speed" }), "1.5");
  expect(audio.playbackRate).toBe(1.5);
  fireEvent.change(screen.getByRole("slider", { name: "Volume" }), { target: { value: "0.4" } });
  expect(audio.volume).toBeCloseTo(0.4);
});

test("a file that cannot be played says so, with a second try", async () => {
  const { user, audio } = show();
  Object.defineProperty(audio, "error", { value: { code: 4 }, configurable: true });
  act(() => void audio.dispatchEvent(new Event("error")));
  expect(screen.getByRole("alert").textContent).toContain("cannot be played from here");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("the waveform is drawn for the file that plays, and a page without one has no fault", async () => {
  const { container } = show();
  await expect.poll(() => drawn.map(({ url }) => url)).toEqual([`recording/${name}`]);
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
