import { describe, it } from "vitest";
import { createQueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { connectInProcess } from "../in-process.ts";
import { holdsAsMemoryDoes } from "../outbox-against-memory.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();

describe("the durable outbox against the one in memory", () => {
  it("holds the same after any accepts, outcomes and restarts", async () => {
    const newPlace = () => {
      const folder = newFolder();
      return () => folder.open({ connect: () => connectInProcess(createQueueDatabase()) });
    };
    await holdsAsMemoryDoes(newPlace, { numRuns: 40, seed: 7 });
  });
});
