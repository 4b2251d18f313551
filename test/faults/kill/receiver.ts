/** A receiver that answers 200 after a short random while and remembers what came, in its order. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";

export interface Receipt {
  readonly endpoint: string;
  readonly id: string;
  readonly chainId: string;
  readonly seq: number;
  readonly body: string;
}

export interface KillReceiver {
  readonly url: string;
  readonly receipts: Receipt[];
  close(): Promise<void>;
}

export async function createKillReceiver(random: () => number): Promise<KillReceiver> {
  const receipts: Receipt[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => undefined);
    // A request that was cut off is none.
    if (body === undefined) return;
    const { chainId, seq } = JSON.parse(body);
    const id = String(request.headers["webhook-id"]);
    receipts.push({ endpoint: String(request.url).slice(1), id, chainId, seq, body });
    setTimeout(() => response.end(), random() * 6);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    receipts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
