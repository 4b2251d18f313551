import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { openLine } from "../../../src-main/attach/pinned-line.ts";
import { readServiceAddress } from "../../../src-main/attach/service-address.ts";
import { askService, type ServiceRequest } from "../../../src-main/attach/service-request.ts";
import { cleanUp, makeCertificate, onCleanup, serveTls } from "../webhooks/delivery/network.ts";

afterEach(cleanUp);

/** A service that begins its answer and then waits, as long as nobody takes more of it. */
async function askOfSlowService(request: Partial<ServiceRequest>) {
  const { cert, key } = await makeCertificate("localhost");
  const url = await serveTls({ cert, key }, (_asked, answer) => void answer.write("the beginning"));
  const address = readServiceAddress(url);
  if (address === undefined) throw new Error(`${url} should be an address.`);
  const line = await openLine(address);
  if (line === undefined) throw new Error("The service should be there.");
  onCleanup(() => void line.socket.destroy());
  const answer = await askService(line, address, { method: "GET", path: "/", ...request });
  if (answer === undefined) throw new Error("The service should answer.");
  return { answer, socket: line.socket };
}

it("lets a recording wait while nobody listens on: a player that is paused takes nothing", async () => {
  const { answer, socket } = await askOfSlowService({ mayPause: true });
  expect(socket.timeout).toBe(0);
  const [piece] = (await once(answer, "data")) as [Buffer];
  expect(piece.toString()).toBe("the beginning");
});

it("gives up any other answer that stands still", async () => {
  const { answer, socket } = await askOfSlowService({});
  expect(socket.timeout).toBe(15_000);
  socket.emit("timeout");
  await expect(once(answer, "end")).rejects.toThrow("aborted");
  expect(socket.destroyed).toBe(true);
});
