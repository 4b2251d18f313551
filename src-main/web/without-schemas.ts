/**
 * What comes in and goes out is checked by zod, so no route has a JSON schema, and fastify need not load what
 * compiles them (ajv and fast-json-stringify), which would stay in memory.
 */
function refuse(): never {
  throw new Error("Routes of this program have no JSON schemas.");
}

/** For fastify's option `schemaController`. */
export const withoutSchemas = { compilersFactory: { buildValidator: refuse, buildSerializer: refuse } };
