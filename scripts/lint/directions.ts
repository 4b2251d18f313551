// Who may import whom, as lint rules: a wrong direction breaks the check instead of waiting for a
// reviewer. oxlint compares the text of an import, so every folder depth has its own override; and a
// later override replaces an earlier one, so each zone lists everything that is forbidden in it.
// A negated group (`!…`) ends the matching of an import for good: it stands last.
import type { OxlintConfig } from "oxlint";

type Override = NonNullable<OxlintConfig["overrides"]>[number];
interface Pattern {
  readonly group?: string[];
  readonly regex?: string;
  readonly allowTypeImports?: boolean;
  readonly message: string;
}
interface Library {
  readonly name: string;
  readonly message: string;
}

const rooms = [
  "pbx",
  "calls",
  "webhooks",
  "recordings",
  "web",
  "store",
  "settings",
  "simulator",
  "metrics",
  "history",
  "capture",
  "reconcile",
];
/** Who uses the rooms, or stands beside them. */
const around = ["attach", "cli", "desktop", "demo", "diagnose", "monitor", "program", "worker"];
const deepest = 4;

const libraries = {
  electron: {
    name: "electron",
    message: "Only src-main/desktop and src-main/main.ts may use Electron: the engine runs without it.",
  },
  axios: {
    name: "axios",
    message: "Only src-main/pbx talks to 3CX through axios; take what you need from it as a port.",
  },
  undici: {
    name: "undici",
    message: "Only src-main/webhooks sends requests through undici; take what you need from it as a port.",
  },
  "prom-client": {
    name: "prom-client",
    message:
      "Only src-main/metrics counts through prom-client: tell it what happened by a callback that engine.ts connects.",
  },
} satisfies Record<string, Library>;

const bannedLibraries = (...allowed: (keyof typeof libraries)[]): Library[] =>
  Object.values(libraries).filter((library) => !allowed.some((name) => name === library.name));

const testPattern: Pattern = {
  regex: "^(\\.\\./)+test/",
  message: "Nothing imports test/: move what is shared into src-shared or the simulator.",
};
const rendererPattern: Pattern = {
  regex: "^(\\.\\./)+src-renderer/",
  message: "The window is reached through src-shared/contract only.",
};
const mainPattern: Pattern = {
  regex: "^(\\.\\./)+src-main/",
  message: "This side knows the engine through src-shared only: ask for it in the contract.",
};

const escaped = (path: string): string => path.replaceAll(".", "\\.");

/**
 * What a room must not take from its neighbours. `up` leads from the importing file to src-main; `mayUse` are folders
 * around the rooms.
 */
function neighbourPatterns(room: string, up: string, mayUse: readonly string[] = []): Pattern[] {
  const others = rooms.filter((other) => other !== room);
  const users = around.filter((folder) => !mayUse.includes(folder));
  return [
    {
      regex: `^${escaped(up)}(${others.join("|")})/(.+/)?types\\.ts$`,
      allowTypeImports: true,
      message: "A neighbour's types.ts holds types only: write import type.",
    },
    {
      regex: `^${escaped(up)}(${users.join("|")})/`,
      message: "A room does not know who uses it: let main.ts, demo.ts or the monitor connect the two.",
    },
    {
      regex: `^${escaped(up)}[^/.]+\\.ts$`,
      message: "Only composition files wire rooms: take what you need as an argument.",
    },
    rendererPattern,
    testPattern,
    {
      group: others.flatMap((other) => [`${up}${other}/**`, `!${up}${other}/**/types.ts`]),
      message:
        "Rooms do not import each other's insides: take the type from the neighbour's types.ts with import type, and let engine.ts hand the rest in.",
    },
  ];
}

/** One override per folder depth below `folder`; `patternsAt` gets the way back up to `folder`'s parent. */
function zone(folder: string, paths: Library[], patternsAt: (up: string) => Pattern[]): Override[] {
  return Array.from({ length: deepest }, (_, depth) => ({
    files: [`**/${folder}/${"*/".repeat(depth)}*.{ts,tsx}`],
    rules: {
      "eslint/no-restricted-imports": ["error", { paths, patterns: patternsAt("../".repeat(depth + 1)) }],
    },
  }));
}

const sharedZone = zone("src-shared", [], (up) => [
  { regex: `^${escaped(up)}`, message: "src-shared is the ground floor: it imports src-shared only." },
  {
    group: ["**", "!zod", "!zod/**", "!./**", "!../**"],
    message:
      "src-shared is pure and depends on zod only: no node:, electron or DOM; ask for a port in src-shared/ports.",
  },
]);

const callsOnly = "calls imports src-shared only: what it needs to know arrives as an observation.";
const callsZone = zone("src-main/calls", [], (up) => [
  { regex: `^${escaped(up)}[^.]`, message: callsOnly },
  { regex: `^${escaped(up)}\\.\\./(src-main|src-renderer|scripts|test)/`, message: callsOnly },
  {
    group: ["**", "!./**", "!../**"],
    message: "calls is pure: no package and no node: module; time and numbers come in as observations.",
  },
]);

/** The rooms that have a library to themselves. */
const owners: Readonly<Record<string, keyof typeof libraries>> = {
  pbx: "axios",
  webhooks: "undici",
  metrics: "prom-client",
};

const roomZones = rooms
  .filter((room) => room !== "calls")
  .flatMap((room) => {
    const own = owners[room];
    const banned = own === undefined ? bannedLibraries() : bannedLibraries(own);
    return zone(`src-main/${room}`, banned, (up) => neighbourPatterns(room, up));
  });

const desktopZone = zone("src-main/desktop", bannedLibraries("electron"), (up) =>
  neighbourPatterns("desktop", up, ["attach"]),
);

/** Both the desktop program and the command use it, so it takes nothing of either. */
const attachZone = zone("src-main/attach", bannedLibraries(), (up) => neighbourPatterns("attach", up));

const rendererZone = zone("src-renderer", bannedLibraries(), () => [
  { regex: "^node:", message: "The window runs in a browser too: no node: modules." },
  mainPattern,
  testPattern,
]);

const only = (files: string[], paths: Library[], patterns: Pattern[]): Override => ({
  files,
  rules: { "eslint/no-restricted-imports": ["error", { paths, patterns }] },
});

/** Overrides for the whole house; later ones win, so the narrow follow the wide. */
export const directions: Override[] = [
  only(["**/scripts/**/*.ts"], bannedLibraries(), [testPattern]),
  only(["**/src-main/{,{cli,demo,diagnose,monitor,program,worker}/**/}*.ts"], bannedLibraries(), [
    rendererPattern,
    testPattern,
  ]),
  only(["**/src-main/main.ts"], bannedLibraries("electron"), [rendererPattern, testPattern]),
  ...sharedZone,
  ...callsZone,
  ...roomZones,
  ...desktopZone,
  ...attachZone,
  ...rendererZone,
];

/** Files whose time comes through ports; used for the bans on timers and on the console. */
export const roomFiles: string[] = rooms.map((room) => `**/src-main/${room}/**/*.ts`);
