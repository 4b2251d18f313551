// Node brings an HTTP client with fetch, FormData and WebSocket, which takes 14 MB of memory from the moment
// that somebody looks at one of these names. The program has its own senders and needs none of them; those who
// look all the same do not get to see them.
import http from "node:http";
import type { Plugin } from "vite";

const builtin = /^(?:node:)?http$/;
const virtual = "\0http-without-client";

/** An import of node:http makes Node read all of its names, with WebSocket among them; reading them one by one does not. */
const ofClient = ["WebSocket", "CloseEvent", "MessageEvent"];
const names = Object.keys(http).filter((name) => !ofClient.includes(name));
const httpWithoutClient = `const http = process.getBuiltinModule("node:http");
export default http;
export const { ${names.join(", ")} } = http;`;

/** axios looks while it loads, for senders that Node does not need. */
const looks: readonly (readonly [file: string, look: string, instead: string])[] = [
  ["/axios/lib/adapters/fetch.js", "const adapter = getFetch();", "const adapter = undefined;"],
  ["/axios/lib/utils.js", "typeof G.FormData !== 'undefined' ? G.FormData : undefined", "undefined"],
];

export function noSecondHttpClient(): Plugin {
  return {
    name: "no-second-http-client",
    apply: "build",
    enforce: "pre",
    resolveId: {
      filter: { id: builtin },
      // What is read by require() stays as it is: that reads no names.
      handler: (_id, _importer, { kind }) => (kind === "import-statement" ? virtual : undefined),
    },
    load: { filter: { id: /^\0http-without-client$/ }, handler: () => httpWithoutClient },
    transform: {
      filter: { id: /\/axios\/lib\/(?:adapters\/fetch|utils)\.js$/ },
      handler(code, id) {
        const found = looks.find(([file, look]) => id.endsWith(file) && code.includes(look));
        if (found === undefined)
          return this.error(`axios has changed: see what ${id} looks at while it loads.`);
        return code.replace(found[1], found[2]);
      },
    },
  };
}
