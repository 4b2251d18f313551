// Ends by an error that nobody expected, with a secret in it: `throw`, `reject` or `later`.
import { tellLastWords } from "../../src-main/last-words.ts";
import { createLogger } from "../../src-main/log.ts";

const secret = process.env["PLANTED"] ?? "";
const log = createLogger({ level: "info", output: process.stdout });
log.setSecrets([secret]);
tellLastWords(log);

const mistaken = () => new URL(`http://[crm?key=${secret}`);
switch (process.argv[2]) {
  case "throw":
    mistaken();
    break;
  case "reject":
    await Promise.reject(
      new Error("It went wrong.", { cause: { headers: { authorization: `Bearer ${secret}` } } }),
    );
    break;
  default:
    // Alive for long, if nothing ends it.
    setTimeout(() => {}, 60_000);
    setImmediate(mistaken);
}
