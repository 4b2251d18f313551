/** Lets components hand values to their style sheets: `style={{ "--drawer-width": "20rem" }}`. */
import "react";

declare module "react" {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
