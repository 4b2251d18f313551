// Libraries bring along what this program never does, such as HTTP/2, forms and JSON schemas. What is loaded is
// kept in memory as long as the service runs, its text included: so the built service gets something smaller.
import type { Plugin } from "vite";

interface Instead {
  /** What an import or a require of this name finds. */
  readonly text: string;
  /** The only packages that may find it: another one might need the whole. */
  readonly in: readonly string[];
}

const nothing = "module.exports = {};";

/** By the name that is imported. */
const leftOut: Readonly<Record<string, Instead>> = {
  // Of undici only two parts are used; its index loads them all, with fetch, caches, mocks and WebSocket.
  undici: {
    text: `import Client from "undici/lib/dispatcher/client.js";
import buildConnector from "undici/lib/core/connect.js";
export { Client, buildConnector };`,
    in: ["src-main"],
  },
  // No settings ask for it, neither of a server nor of a sender.
  "node:http2": { text: "module.exports = { constants: {} };", in: ["fastify", "undici"] },
  http2: { text: "export default {};", in: ["axios"] },
  // Routes without JSON schemas: what comes and goes is checked by zod.
  "@fastify/ajv-compiler": { text: "module.exports = () => () => {};", in: ["fastify"] },
  "@fastify/fast-json-stringify-compiler": { text: "module.exports = () => () => {};", in: ["fastify"] },
  // Requests that tests make up.
  "light-my-request": { text: nothing, in: ["fastify"] },
  // Multipart forms, with the list of all kinds of files.
  "form-data": { text: "export default undefined;", in: ["axios"] },
  // Each file as a route of its own; here files are looked for when they are asked for.
  glob: { text: nothing, in: ["@fastify/static"] },
  // The span that a measurement belongs to: there are none.
  "@opentelemetry/api": {
    text: "module.exports = { context: { active() {} }, trace: { getSpan() {} } };",
    in: ["prom-client"],
  },
};

const prefix = "\0left-out:";
const names = new RegExp(`^(?:${Object.keys(leftOut).join("|")})$`);

export function leaveOut(): Plugin {
  const met = new Set<string>();
  return {
    name: "leave-out",
    apply: "build",
    enforce: "pre",
    resolveId: {
      filter: { id: names },
      handler(id, importer) {
        const instead = leftOut[id];
        if (instead === undefined || importer === undefined) return undefined;
        if (!instead.in.some((name) => importer.includes(`/${name}/`))) return undefined;
        met.add(id);
        return prefix + id;
      },
    },
    load: {
      filter: { id: new RegExp(`^${prefix}`) },
      handler: (id) => leftOut[id.slice(prefix.length)]?.text,
    },
    buildEnd(error) {
      const unmet = Object.keys(leftOut).filter((name) => !met.has(name));
      if (error === undefined && unmet.length > 0)
        this.error(`Nobody loads ${unmet.join(", ")} any more: take it out of left-out.ts.`);
    },
  };
}
