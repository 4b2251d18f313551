/** Checks rows against the official field names and types kept in test/fixtures/xapi-schema. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formatsPlugin from "ajv-formats";

const folder = new URL("../../fixtures/xapi-schema/", import.meta.url);

const schemaFiles = {
  ActiveCalls: "active-call",
  CallLogData: "call-log-data",
  Defs: "defs",
  DidNumbers: "did-number",
  InboundRules: "inbound-rule",
  Parkings: "parking",
  Peers: "peer",
  Queues: "queue",
  Receptionists: "receptionist",
  Recordings: "recording",
  RingGroups: "ring-group",
  SystemStatus: "system-status",
  Trunks: "trunk",
  Users: "user",
  error: "odata-error",
} as const;

export type SchemaName = keyof typeof schemaFiles;

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
formatsPlugin.default(ajv);
// The plug-in's own pattern refuses fractions of a second, which .NET writes.
ajv.addFormat("duration", /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/);

/** What is wrong with `value`, as sentences; empty when it is as documented. */
export function deviations(name: SchemaName, value: unknown): string[] {
  const check = ajv.getSchema(name) ?? addSchema(name);
  if (check(value)) return [];
  return (check.errors ?? []).map(
    (error) => `${name}${error.instancePath} ${error.message} ${extra(error.params)}`,
  );
}

function addSchema(name: SchemaName) {
  const schema = JSON.parse(readFileSync(new URL(`${schemaFiles[name]}.json`, folder), "utf8")) as object;
  return ajv.addSchema(schema, name).getSchema(name) ?? ajv.compile(schema);
}

function extra(params: Record<string, unknown>): string {
  return Object.values(params).join(" ");
}
