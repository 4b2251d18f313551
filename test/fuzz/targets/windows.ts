// What comes over the socket of a window, the sentences that a window reads back, and captures of other machines.
import { createMemoryChannelPair } from "../../../src-shared/rpc/memory-channel.ts";
import { readMessage, serverMessageSchema } from "../../../src-shared/rpc/messages.ts";
import { createServerPeer } from "../../../src-shared/rpc/server-peer.ts";
import { contract, methods } from "../../../src-shared/contract/contract.ts";
import { readCapture } from "../../../src-shared/capture/capture-file.ts";
import { readMessages } from "../../../src-shared/messages/read-message.ts";
import {
  createHandClock,
  createLogBook,
  createSmallEngine,
  smallContract,
} from "../../contract/small-contract.ts";
import { type FuzzTarget, insist, textOf } from "../target.ts";

const names = Object.keys(methods);
const hello = JSON.stringify({ kind: "hello", protocol: smallContract.protocolVersion, version: "1" });

/** One line a message, behind a good hello. */
export const windowMessages: FuzzTarget = {
  name: "window-messages",
  json: true,
  words: [
    "hello",
    "request",
    "cancel",
    "snapshot",
    "taken",
    "ping",
    "kind",
    "params",
    "echo",
    "constructor",
    "\n",
  ],
  async run(input) {
    const log = createLogBook();
    const { handlers, source } = createSmallEngine();
    const server = createServerPeer({
      ...{ contract: smallContract, handlers, source, version: "1", clock: createHandClock(), log },
    });
    const [window, engine] = createMemoryChannelPair();
    const heard: string[] = [];
    window.onMessage((text) => heard.push(text));
    server.accept(engine, undefined);
    for (const text of [hello, ...textOf(input).split("\n").slice(0, 200)]) window.send(text);
    await new Promise((heardAll) => setImmediate(heardAll));
    server.close("closed");
    await new Promise((heardAll) => setImmediate(heardAll));
    insist(server.windows() === 0, "no connection is left");
    for (const text of heard) {
      insist(readMessage(serverMessageSchema, text, 1e8).ok, "an answer is one");
    }
  },
};

/** A method and its parameters, as the schemas of the contract read them. */
export const windowRequests: FuzzTarget = {
  name: "window-requests",
  json: true,
  words: names,
  run(input) {
    let params: unknown;
    try {
      params = JSON.parse(textOf(input));
    } catch {
      return;
    }
    for (const { params: schema } of Object.values(contract.methods)) {
      const read = schema.safeParse(params);
      if (!read.success) continue;
      insist(schema.safeParse(read.data).success, "what was read can be read again");
      insist(Object.getPrototypeOf(read.data) === Object.prototype, "no prototype comes from outside");
    }
  },
};

export const sentences: FuzzTarget = {
  name: "sentences",
  words: [
    "3CX",
    "The receiver ",
    " answered ",
    ": ",
    "; ",
    ". ",
    " (status ",
    ")",
    "{host}",
    "webhooks wait",
    "***",
  ],
  run(input) {
    const text = textOf(input);
    const read = readMessages(text);
    insist(text === "" || read.length > 0, "a text says something");
  },
};

export const captures: FuzzTarget = {
  name: "captures",
  words: ['"kind":"answer"', '"body":', "\n", '"format":"3cx-webhook-capture"', "null", '"ask":1'],
  run(input) {
    const read = readCapture(textOf(input));
    insist(read.ok || read.sentence !== "", "a refusal says why");
  },
};
