/** A certificate of this program that runs out soon, or has. */

/** `14d` and `3d`: at most so long is left. */
export type CertificateStep = "14d" | "3d" | "expired";

export interface CertificateAlarm {
  /** Whose: this program's https server, or what an endpoint is shown. */
  readonly of:
    | { readonly kind: "server" }
    | { readonly kind: "endpoint"; readonly name: string; readonly mirror: boolean };
  readonly step: CertificateStep;
  readonly expiresAtMs: number;
  /** Wall clock: since when it is told of. */
  readonly sinceMs: number;
  readonly sentence: string;
  /** What to do, and where. */
  readonly advice: string;
}
