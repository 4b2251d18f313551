/** The tray's pictures, drawn by scripts/icons.ts: one for each state, bar and size, in the bundle. */
import { nativeImage, type NativeImage } from "electron";
import type { TrayState } from "./picture.ts";

const files = import.meta.glob("../../../assets/tray/*.png", {
  eager: true,
  query: "?inline",
  import: "default",
});

export type TrayScheme = "light" | "dark" | "template";

/** Sizes for displays with these scale factors. */
const sizes = [
  [16, 1],
  [20, 1.25],
  [24, 1.5],
  [32, 2],
  [48, 3],
] as const;

/** `scheme`: of the bar that it lies on; macOS colours a template by itself. */
export function trayImage(state: TrayState, scheme: TrayScheme): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [size, scaleFactor] of sizes) {
    const dataURL = files[`../../../assets/tray/${state}-${scheme}-${size}.png`];
    if (dataURL !== undefined) image.addRepresentation({ scaleFactor, dataURL });
  }
  if (scheme === "template") image.setTemplateImage(true);
  return image;
}
