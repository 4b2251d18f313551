/** Puts the examples into docs/events.md, made by the dialects themselves; `--check` only compares. */
import { exampleSection, withExamples } from "./lib/event-example-text.ts";
import { projectFile, writeOrCheck } from "./write-generated.ts";

const path = "docs/events.md";

writeOrCheck(
  path,
  () => projectFile(path).includes(exampleSection()),
  () => withExamples(projectFile(path)),
);
