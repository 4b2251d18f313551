/**
 * A TLS connection to a service, and the fingerprint of the certificate that it shows. Services make their own
 * certificates, so nobody vouches for them: whoever opens a line compares the fingerprint before a byte is sent.
 */
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import type { ServiceAddress } from "./service-address.ts";

export interface Line {
  readonly socket: TLSSocket;
  /** SHA-256, `AB:CD:…`. */
  readonly fingerprint: string;
}

const openWithinMs = 10_000;

/** `undefined`: nothing answers there, or not with TLS. */
export function openLine({ host, port }: ServiceAddress): Promise<Line | undefined> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      minVersion: "TLSv1.2",
      ALPNProtocols: ["http/1.1"],
    });
    const fail = () => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(openWithinMs, fail);
    socket.once("error", fail);
    socket.once("close", fail);
    socket.once("secureConnect", () => {
      const { fingerprint256 } = socket.getPeerCertificate();
      if (typeof fingerprint256 !== "string" || fingerprint256 === "") return fail();
      socket.setTimeout(0);
      socket.removeAllListeners("timeout");
      socket.off("error", fail);
      socket.off("close", fail);
      // Whoever uses it hears of a break by its end.
      socket.on("error", () => {});
      resolve({ socket, fingerprint: fingerprint256 });
    });
  });
}
