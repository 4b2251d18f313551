/** Where the keyboard takes a recording that is played: the keys of every slider. Pure. */

const stepS = 5;
const leapS = 30;

/** The new position in seconds; `undefined` when the key is none of the slider's. */
export function movedPosition(key: string, positionS: number, lengthS: number): number | undefined {
  const within = (toS: number) => Math.max(0, Math.min(lengthS, toS));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return within(positionS + stepS);
    case "ArrowLeft":
    case "ArrowDown":
      return within(positionS - stepS);
    case "PageUp":
      return within(positionS + leapS);
    case "PageDown":
      return within(positionS - leapS);
    case "Home":
      return 0;
    case "End":
      return lengthS;
    default:
      return undefined;
  }
}
