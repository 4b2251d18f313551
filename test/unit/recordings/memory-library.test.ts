import { createMemoryLibrary } from "../../../src-main/recordings/memory-library.ts";
import { describeLibrary } from "../store/recordings/library-conformance.ts";

describeLibrary("memory", async () => {
  const library = createMemoryLibrary();
  return { library, reopen: async () => library };
});
