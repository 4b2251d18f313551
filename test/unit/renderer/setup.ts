/** What jsdom lacks of a browser, so that components can be shown: sizes, media queries, frames of layout. */
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

/** Every element is as large as a window of 1100 by 720, as far as it asks. */
const width = 1100;
const height = 720;

class FixedResizeObserver implements ResizeObserver {
  readonly #callback: ResizeObserverCallback;
  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }
  observe(target: Element): void {
    const size = [{ inlineSize: width, blockSize: height }];
    const contentRect = {
      x: 0,
      y: 0,
      top: 0,
      left: 0,
      right: width,
      bottom: height,
      width,
      height,
      toJSON: () => ({}),
    };
    const entry = {
      target,
      contentRect,
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
    };
    this.#callback([entry], this);
  }
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver = FixedResizeObserver;
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => width },
  offsetHeight: { configurable: true, get: () => height },
  clientWidth: { configurable: true, get: () => width },
  clientHeight: { configurable: true, get: () => height },
});
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
globalThis.matchMedia = (media: string) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});

// As vitest.config.ts has it for what is waited for elsewhere.
configure({ asyncUtilTimeout: 15_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  location.hash = "";
});
