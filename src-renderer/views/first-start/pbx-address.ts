/** Small helps with the address of 3CX. Pure. */

/** `pbx.example.com` becomes `https://pbx.example.com`; what has a scheme stays as it is. */
export function withScheme(address: string): string {
  const typed = address.trim();
  return typed === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
}

/** The same address at the other port that 3CX is installed with; `undefined` for anything unusual. */
export function atOtherPort(address: string): { readonly url: string; readonly port: number } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:") return undefined;
  if (url.port === "") return { url: `https://${url.hostname}:5001`, port: 5001 };
  return url.port === "5001" ? { url: `https://${url.hostname}`, port: 443 } : undefined;
}
