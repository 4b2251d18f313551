import { describeOutbox } from "../outbox-conformance.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();

for (const durability of ["full", "normal"] as const) {
  describeOutbox(`durable (${durability})`, async () => {
    const folder = newFolder();
    const outbox = await folder.open({ durability });
    return {
      outbox,
      async reopen() {
        await outbox.close();
        return folder.open({ durability });
      },
    };
  });
}
