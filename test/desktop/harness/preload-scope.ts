// Runs the built preload script as a sandboxed one runs: CommonJS in a scope of its own, with two parts of
// Electron, whose values reach the page as copies and proxies.

/** Text for the page, run before any of its scripts. `__toMain` is the way out; it is gone afterwards. */
export function preloadScript(source: string, platform: string): string {
  return `(() => {
  if (window !== window.top || !location.href.startsWith("https://3cx-webhook/")) return;
  const toMain = window.__toMain;
  delete window.__toMain;
  const listeners = new Map();
  const ipcRenderer = {
    send: (channel, ...args) => void toMain(channel, JSON.stringify(args)),
    on: (channel, listener) => void (listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel)).add(listener),
    removeListener: (channel, listener) => void listeners.get(channel)?.delete(listener),
  };
  Object.defineProperty(window, "__fromMain", {
    value: (channel, args) => { for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args); },
  });
  const bridged = (value) => {
    if (typeof value === "function") return (...args) => bridged(value(...args.map(bridged)));
    if (value === null || typeof value !== "object") return value;
    const copy = Array.isArray(value) ? [] : {};
    for (const key of Object.keys(value)) copy[key] = bridged(value[key]);
    return Object.freeze(copy);
  };
  const strictly = (name, of) => new Proxy(of, {
    get(_, key) {
      if (!(key in of)) throw new Error("A sandboxed preload script has no " + name + "." + String(key));
      return of[key];
    },
  });
  const contextBridge = {
    exposeInMainWorld(name, api) {
      if (name in window) throw new Error("Cannot bind an API on top of an existing property on the window object");
      Object.defineProperty(window, name, { value: bridged(api), enumerable: true });
    },
  };
  const electron = strictly("electron", {
    ipcRenderer: strictly("ipcRenderer", ipcRenderer),
    contextBridge: strictly("contextBridge", contextBridge),
  });
  const require = (name) => {
    if (name === "electron") return electron;
    throw new Error("module not found: " + name + " (sandboxed preload)");
  };
  const process = strictly("process", { platform: ${JSON.stringify(platform)} });
  const module = { exports: {} };
  (function (require, process, module, exports) {
${source}
  })(require, process, module, module.exports);
})();`;
}
