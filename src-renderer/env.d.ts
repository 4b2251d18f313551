/** Icons are imported one by one, because the package's index loads thousands; its single files have no types. */
declare module "@tabler/icons-react/dist/esm/icons/*.mjs" {
  import type { ComponentType, SVGProps } from "react";

  const icon: ComponentType<
    Omit<SVGProps<SVGSVGElement>, "stroke"> & { readonly size?: number; readonly stroke?: number }
  >;
  export default icon;
}
