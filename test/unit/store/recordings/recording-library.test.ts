import { describeLibrary } from "./library-conformance.ts";
import { useLibraryFolders } from "./library-folder.ts";

const newFolder = useLibraryFolders();

describeLibrary("durable", async () => {
  const folder = newFolder();
  const library = await folder.open();
  return {
    library,
    async reopen() {
      await library.close();
      return folder.open();
    },
  };
});
