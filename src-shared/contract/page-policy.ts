/** What the window's page may load and do, said to it by header wherever it comes from. */

/** Stands in the built page where the nonce of one answer belongs; Vite's `html.cspNonce` puts it there. */
export const noncePlaceholder = "__CSP_NONCE__";

/**
 * Nothing inline and no eval. Mantine makes a style tag at run time, which carries the nonce; recordings
 * are played from this server.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
