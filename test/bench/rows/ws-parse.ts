// The floor of everything that listens to Call Control: a socket's messages, parsed and thrown away.
// What the product does with a message is measured against it.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { BenchRow, Running } from "../harness.ts";

const messagesPerRound = 2_000;

/** Of the size and shape of a participant's upsert. */
const message = JSON.stringify({
  sequence: 4711,
  event: {
    event_type: 0,
    entity: "/callcontrol/101/participants/12",
    attached_data: { status: "Connected", dn: "101", party_caller_id: "+4915112345678", callid: 815 },
  },
});

/** A server on loopback that sends a round's messages when asked, and a client that handles each. */
async function prepare(handle: (data: string) => void): Promise<Running> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.on("message", () => {
      for (let sent = 0; sent < messagesPerRound; sent += 1) socket.send(message);
    });
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, "open");
  return {
    round: () =>
      new Promise((done) => {
        let left = messagesPerRound;
        const startedAtMs = performance.now();
        const receive = (data: Buffer) => {
          handle(data.toString());
          left -= 1;
          if (left > 0) return;
          client.off("message", receive);
          done({ time: [(performance.now() - startedAtMs) / messagesPerRound] });
        };
        client.on("message", receive);
        client.send("go");
      }),
    async close() {
      client.terminate();
      await new Promise((closed) => server.close(closed));
    },
  };
}

let parsed: unknown;

export const wsParse: BenchRow = {
  name: "ws-parse",
  title: "The floor of everything that listens to Call Control",
  how: "2,000 messages of the size of an event from a ws server on loopback in the same process, in one go.",
  measures: [{ name: "time", says: "one message, from the server's send to the parsed object", unit: "ms" }],
  variants: [
    { name: "ws and JSON.parse", prepare: () => prepare((data) => (parsed = JSON.parse(data))) },
    { name: "ws alone", prepare: () => prepare((data) => (parsed = data)) },
  ],
};

/** Keeps the work from being optimized away. */
export function lastParsed(): unknown {
  return parsed;
}
