/** The version of this program, from package.json, so that it stands in one place only. */
import packageJson from "../package.json" with { type: "json" };

export const programVersion: string = packageJson.version;
