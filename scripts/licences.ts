/**
 * Writes the list of packages that are built in, for the window: `npm exec -c "node scripts/licences.ts"`.
 * `npm run dist:check` says when it is to be written again.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectLicences, licenceModule } from "./packing/collect-licences.ts";
import { project } from "./packing/parts.ts";

// Otherwise React's half for developers would be looked at.
process.env["NODE_ENV"] = "production";
writeFileSync(
  join(project, "src-renderer/views/settings/licences.ts"),
  licenceModule(await collectLicences()),
);
