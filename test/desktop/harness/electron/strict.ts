// A fake that answers what it does not know with `undefined` would hide a mistake: this one throws.

const quiet = new Set<PropertyKey>([
  "then",
  "toJSON",
  "asymmetricMatch",
  "nodeType",
  "$$typeof",
  "constructor",
]);

export function strict<Target extends object>(name: string, target: Target): Target {
  const known = (key: PropertyKey) => typeof key === "symbol" || key in target || quiet.has(key);
  const unknown = (key: PropertyKey) => new Error(`The fake Electron has no ${name}.${String(key)}.`);
  return new Proxy(target, {
    get(_, key, receiver) {
      if (!known(key)) throw unknown(key);
      return Reflect.get(target, key, receiver);
    },
    set(_, key, value) {
      // EventEmitter keeps its own things under names with an underscore.
      if (!known(key) && !String(key).startsWith("_")) throw unknown(key);
      return Reflect.set(target, key, value);
    },
  });
}
