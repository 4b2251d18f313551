/** Where the window opens: where it was, if that is still somewhere to be seen. Pure. */
import { z } from "zod";

export const keptPlaceSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
});
export type KeptPlace = Readonly<z.infer<typeof keptPlaceSchema>>;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 480, height: 400 } as const;
const usual = { width: 1100, height: 720 } as const;
/** So much of the title bar must lie on a display, to take hold of the window. */
const grip = { width: 120, height: 24 } as const;

/** Without `x` and `y` the system chooses the place. `workAreas`: of the displays that are there now. */
export function placeFor(
  kept: KeptPlace | undefined,
  workAreas: readonly Rectangle[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  const area = kept === undefined ? undefined : workAreas.find((each) => isInReach(kept, each));
  if (kept === undefined || area === undefined) return fitted(usual, workAreas[0]);
  return { x: kept.x, y: kept.y, ...fitted(kept, area) };
}

function isInReach(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isBelowTop = window.y >= area.y;
  return width >= grip.width && isBelowTop && window.y + grip.height <= area.y + area.height;
}

function fitted(
  { width, height }: Pick<Rectangle, "width" | "height">,
  area: Rectangle | undefined,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(smallest.width, Math.min(width, area?.width ?? width)),
    height: Math.max(smallest.height, Math.min(height, area?.height ?? height)),
  };
}
