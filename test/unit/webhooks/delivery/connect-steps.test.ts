/** Which steps of making a connection were begun, and how long each took, as a table. */
import { expect, test } from "vitest";
import { connectPhases, type ConnectSteps } from "../../../../src-main/webhooks/delivery/connect-steps.ts";

const named: ConnectSteps = { beganAt: 100, byName: true, tls: true };

test.each<[string, ConnectSteps, from: number, to: number, object]>([
  ["no answer to the look-up", named, 100, 160, { lookupMs: 60 }],
  ["no connection", { ...named, lookedUpAt: 110 }, 100, 160, { lookupMs: 10, tcpMs: 50 }],
  [
    "no TLS",
    { ...named, lookedUpAt: 110, tcpAt: 130 },
    ...([100, 160] as const),
    { lookupMs: 10, tcpMs: 20, tlsMs: 30 },
  ],
  ["a literal address without TLS", { beganAt: 0, byName: false, tls: false }, 0, 7, { tcpMs: 7 }],
  [
    "half made when the request came",
    { ...named, lookedUpAt: 110, tcpAt: 130 },
    ...([120, 160] as const),
    { lookupMs: 0, tcpMs: 10, tlsMs: 30 },
  ],
])("%s", (_name, steps, from, to, phases) => expect(connectPhases(steps, from, to)).toEqual(phases));
