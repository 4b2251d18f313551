import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeSource } from "./conformance.ts";
import { createFolderWorld, fileName } from "./folder-world.ts";
import { wav } from "./helpers.ts";
import { createPbxWorld } from "./pbx-world.ts";

describeSource("the folder", async () => {
  const world = createFolderWorld();
  const all = wav(2000);
  const pathOf = (n: number) => `101/${fileName(n)}`;
  world.write("100/0.wav", all, 0);
  return {
    ...world,
    begin: (n) => world.write(pathOf(n), all.subarray(0, 5000)),
    grow: (n) => world.write(pathOf(n), all.subarray(0, 9000)),
    finish: (n) => world.write(pathOf(n), all),
    remove: (n) => rmSync(join(world.folder, pathOf(n)), { force: true }),
    breakDown: () => renameSync(world.folder, `${world.folder}-away`),
    heal: () => renameSync(`${world.folder}-away`, world.folder),
    key: (n) => `folder:${pathOf(n)}`,
  };
});

describeSource("the PBX", async () => {
  const world = await createPbxWorld();
  return {
    ...world,
    begin: (n) => world.put(n, { EndTime: null }),
    grow: () => {},
    finish: (n) => world.put(n),
    remove: (n) => void world.rows.delete(n),
    breakDown: () => world.simulator.setFaults(["xapi-role"]),
    heal: () => world.simulator.setFaults([]),
    key: (n) => `pbx:${n}`,
  };
});
