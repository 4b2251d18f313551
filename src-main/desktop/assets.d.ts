/** The build puts such a file into the bundle as a data: address. */
declare module "*.png?inline" {
  const dataUrl: string;
  // oxlint-disable-next-line import/no-default-export -- how Vite hands an asset over
  export default dataUrl;
}
