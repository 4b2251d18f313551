/** Writes docs/native-event.schema.json from the schema in the code; `--check` only compares. */
import { isDeepStrictEqual } from "node:util";
import { nativeJsonSchema } from "../src-shared/webhooks/native-event.ts";
import { formatted, projectFile, writeOrCheck } from "./write-generated.ts";

const path = "docs/native-event.schema.json";

writeOrCheck(path, isCurrent, () => formatted(JSON.stringify(nativeJsonSchema(), null, 2), path));

function isCurrent(): boolean {
  const text = projectFile(path);
  return text !== "" && isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(nativeJsonSchema())));
}
