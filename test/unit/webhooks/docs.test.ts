/** What the documentation shows is what the code sends. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleSection } from "../../../scripts/lib/event-example-text.ts";
import { nativeJsonSchema } from "../../../src-shared/webhooks/native-event.ts";

const docs = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

describe("documentation", () => {
  it("shows current examples (else run node scripts/event-examples.ts)", () => {
    expect(docs("events.md")).toContain(exampleSection());
  });

  it("publishes the current schema (else run node scripts/native-schema.ts)", () => {
    expect(JSON.parse(docs("native-event.schema.json"))).toEqual(
      JSON.parse(JSON.stringify(nativeJsonSchema())),
    );
  });
});
