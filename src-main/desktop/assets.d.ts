/** The build puts such files into the bundle as data: addresses. */
interface ImportMeta {
  /** Of Vite: all files of a pattern, by their path. */
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query: "?inline"; readonly import: "default" },
  ): Readonly<Record<string, string>>;
}
declare module "*.png?inline" {
  const dataUrl: string;
  // oxlint-disable-next-line import/no-default-export -- how Vite hands an asset over
  export default dataUrl;
}
