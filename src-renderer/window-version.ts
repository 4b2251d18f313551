/** The version of this window, to be told when it does not fit that of the service. */
import packageJson from "../package.json" with { type: "json" };

export const windowVersion: string = packageJson.version;
