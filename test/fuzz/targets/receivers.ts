// What a receiver answers, byte for byte, and where the settings send to.
import { createServer, type AddressInfo } from "node:net";
import { createHttpSender } from "../../../src-main/webhooks/delivery/http-sender.ts";
import { createAddressRules } from "../../../src-main/webhooks/delivery/address-rules.ts";
import { redactedUrl, targetOf } from "../../../src-main/webhooks/delivery/address.ts";
import { outcomeOf } from "../../../src-main/webhooks/delivery/outcome.ts";
import { createMask } from "../../../src-main/program/log-mask.ts";
import { endpoint } from "../../unit/webhooks/events.ts";
import { type FuzzTarget, insist, textOf } from "../target.ts";

/** The bytes go over a real connection, in two pieces. */
export const receiverAnswers: FuzzTarget = {
  name: "receiver-answers",
  words: [
    ...["HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "Content-Length: 3\r\n", "\r\n", "\r\n\r\n"],
    ...[
      "Transfer-Encoding: chunked\r\n",
      "0\r\n\r\n",
      "Retry-After: 99999999999\r\n",
      "Content-Encoding: gzip\r\n",
    ],
    ...["Location: http://[::1\r\n", "Set-Cookie: a=b\r\n", "Connection: Upgrade\r\nUpgrade: websocket\r\n"],
  ],
  async run(input) {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.write(input.subarray(0, input.length >> 1));
        socket.end(input.subarray(input.length >> 1));
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const timeouts = { connectMs: 2000, headersMs: 2000, bodyMs: 2000 };
    const sender = createHttpSender({ timeouts });
    try {
      const url = `http://127.0.0.1:${port}/`;
      const sent = await sender.send(endpoint({ url }), { method: "POST", url, headers: {}, body: "{}" });
      if (sent.kind === "answer") {
        insist(sent.status >= 200 && sent.status <= 999, `${sent.status} is a final status`);
        insist(sent.text.length <= 8192, "no more of an answer is kept than 8 KiB");
        insist((sent.facts?.headers.length ?? 0) <= 4096, "no more headers are kept than 4 KiB");
      }
      const outcome = outcomeOf(sent, 0, Date.UTC(2026, 0));
      insist(
        outcome.kind !== "retry" || outcome.retryAfterMs === undefined || outcome.retryAfterMs >= 0,
        "a wait is one",
      );
    } finally {
      await sender.close();
      await new Promise((closed) => server.close(closed));
    }
  },
};

const rules = createAddressRules({ ownAddresses: () => [] });

export const addresses: FuzzTarget = {
  name: "addresses",
  words: [
    "http://",
    "https://",
    "user:pass@",
    "[::ffff:169.254.169.254]",
    "?key=secret",
    "#",
    "\\",
    "%00",
    "0x7f.1",
    "2852039166",
  ],
  run(input) {
    const text = textOf(input);
    const target = targetOf(text);
    if (target !== undefined) {
      insist(/^[\x21-\x7e]*$/.test(target.path), "a path can be sent");
      insist(target.path.startsWith("/"), "a path begins with a slash");
    }
    redactedUrl(text, text);
    rules.blocked(text, 443);
    const host = URL.parse(text)?.hostname ?? "";
    rules.blocked(host.replace(/^\[(.*)\]$/, "$1"), 443);
  },
};

/** The secret stands in the input as `QueryKey-123`; whatever surrounds it, it is hidden. */
export const masks: FuzzTarget = {
  name: "masks",
  words: ["QueryKey-123", "QueryKey-", "…", "***", "%2f", "&amp;", "Query"],
  run(input) {
    const mask = createMask(["QueryKey-123", "Key-1", "…y-1"]);
    for (const masked of [mask.text(textOf(input)), mask.beginning(textOf(input))]) {
      insist(!masked.includes("QueryKey-123"), "a secret is hidden");
      insist(!/Query(K(ey?)?)?…/.test(masked), "so is one that is cut");
    }
  },
};
