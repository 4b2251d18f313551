// Loaded before the program's main bundle: `electron` is the fake, and the process says what Electron's says.
import { registerHooks } from "node:module";

const fake = new URL("./electron/index.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fake, shortCircuit: true } : next(specifier, context),
});
Object.defineProperty(process.versions, "electron", { value: "45.4.1", enumerable: true });
// A packed program gets its arguments right behind its own name.
if (process.env["FAKE_PACKAGED"] === "1") process.argv.splice(1, 1);
