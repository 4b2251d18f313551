// Packages that electron-builder has for itself, found from its own place: this project does not name them.
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** Where its work is done; electron-builder itself is only the command. */
const library = "app-builder-lib";
const fromCommand = createRequire(createRequire(import.meta.url).resolve("electron-builder"));

/** Loads what the library depends on. The caller says by a type what it uses of that. */
export const builderRequire: NodeJS.Require = createRequire(fromCommand.resolve(library));

/** The library's folder. */
export const builderFolder: string = dirname(fromCommand.resolve(`${library}/package.json`));
