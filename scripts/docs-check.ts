// Holds the documentation to the project: links, commands, settings, states, sentences and examples that
// a page shows exist as shown. Run by `npm run check`; `docsComplaints` is what the tests ask.
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { readDemoCommandLine } from "../src-main/demo/command-line.ts";
import { observationTypes, overallStates, sourceStates } from "../src-main/metrics/label-values.ts";
import { parseCommandLine } from "../src-main/settings/command-line.ts";
import { readSimulatorCommandLine } from "../src-main/simulator/command-line.ts";
import { unexpectedCodes } from "../src-main/capture/unexpected.ts";
import { faultCatalogue } from "../src-main/simulator/faults/catalogue.ts";
import { scenarios } from "../src-main/simulator/scenarios/catalogue.ts";
import { catalogue } from "../src-main/metrics/catalogue.ts";
import {
  alarmKinds,
  attemptOutcomes,
  eventTypes,
  storeAlarmKinds,
} from "../src-shared/contract/word-lists.ts";
import { differenceKinds } from "../src-shared/contract/reconcile-view.ts";
import {
  matchEvidences,
  recordingProblems,
  recordingsConditions,
} from "../src-shared/recordings/recording.ts";
import type { ProjectFacts } from "./lib/doc-rules.ts";
import { complaintsAbout } from "./lib/doc-rules.ts";
import { exampleSection } from "./lib/event-example-text.ts";
import { parsePage } from "./lib/markdown.ts";
import type { Page } from "./lib/markdown.ts";
import { ownCommandComplaints, ownCommandsIn, optionsIn, type OwnCommands } from "./lib/own-commands.ts";
import { settingWordComplaints } from "./lib/setting-words.ts";
import { missingFaultTests, testCommandComplaints } from "./lib/test-commands.ts";
import { troubleshootingComplaints } from "./lib/troubleshooting-rules.ts";
import { projectFile } from "./write-generated.ts";

const root = resolve(import.meta.dirname, "..");

/** Names with dashes that the documentation may use besides the project's own: of HTTP and the like. */
const foreignWords = [
  "3cx-webhook",
  "webhook-id",
  "webhook-timestamp",
  "webhook-signature",
  "webhook-test",
  "webhook-replay",
  "content-type",
  "user-agent",
];

export function projectFacts(): ProjectFacts {
  return {
    exists: (path) => existsSync(resolve(root, path)),
    headings: (path) => parsePage(path, projectFile(path)).sections.map(({ heading }) => heading),
    commands: commandOptions(),
    words: new Set([
      ...foreignWords,
      ...packages(),
      ...sourceStates,
      ...overallStates,
      ...attemptOutcomes,
      ...alarmKinds,
      ...storeAlarmKinds,
      ...observationTypes,
      ...recordingProblems,
      ...recordingsConditions,
      ...matchEvidences,
      ...differenceKinds,
      ...unexpectedCodes,
      ...faultCatalogue.map(({ name }) => name),
      ...scenarios.map(({ name }) => name),
      ...benchSections(),
    ]),
  };
}

/** Some rows of the benchmarks have two sections. */
function benchSections(): string[] {
  return readdirSync(resolve(root, "test/bench/rows")).flatMap((file) =>
    [...projectFile(`test/bench/rows/${file}`).matchAll(/(?:^ {2,4}name: |rowOf\()"([a-z0-9-]+)"/gm)].flatMap(
      ([, name]) => name ?? [],
    ),
  );
}

/** Those that the project uses. */
function packages(): string[] {
  const { devDependencies, optionalDependencies } = JSON.parse(projectFile("package.json")) as Record<
    "devDependencies" | "optionalDependencies",
    Readonly<Record<string, string>>
  >;
  return Object.keys({ ...devDependencies, ...optionalDependencies });
}

/** The scripts of package.json; the options are read from the help that the programs themselves print. */
function commandOptions(): ReadonlyMap<string, ReadonlySet<string> | undefined> {
  const { scripts } = JSON.parse(projectFile("package.json")) as { scripts: Record<string, string> };
  const service = helpOf(parseCommandLine(["-h"], { program: "3cx-webhook", description: "" }));
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    demo: helpOf(readDemoCommandLine(["-h"])),
    simulator: helpOf(readSimulatorCommandLine(["-h"])),
    service,
    start: service,
    bench: new Set(optionsIn(projectFile("test/bench/run.ts"))),
  };
  return new Map(Object.keys(scripts).map((name) => [name, known[name]]));
}

function helpOf(line: { readonly kind: string; readonly text?: string }): ReadonlySet<string> {
  return new Set(optionsIn(line.text ?? ""));
}

/** The commands of the installed program. */
function ownCommands(): OwnCommands {
  const service = helpOf(parseCommandLine(["-h"], { program: "3cx-webhook", description: "" }));
  const simulator = helpOf(readSimulatorCommandLine(["-h"]));
  const source = (name: string) => projectFile(`src-main/${name}.ts`);
  return ownCommandsIn(
    source("cli/run-command"),
    {
      service: new Set([...service, ...optionsIn(source("service"))]),
      simulator: new Set([...simulator, ...optionsIn(source("cli/simulator"))]),
    },
    new Set(["--settings", "--data", "--help"]),
  );
}

/** Names that are no settings: of events, of fields and values in examples, of fields in /health, of metrics. */
function namesBesideSettings(): ReadonlySet<string> {
  const fields = exampleSection().matchAll(/"([a-z0-9_]+)"/g);
  const health = projectFile("src-shared/contract/health.ts").matchAll(/readonly (\w+)\??:/g);
  return new Set([
    ...eventTypes,
    ...Object.values(catalogue).map(({ name }) => name),
    ...[...fields, ...health].flatMap(([, name]) => name ?? []),
    // Of PostgreSQL.
    "synchronous_commit",
  ]);
}

/** Every page that people read first or look things up in. */
export function projectPages(): Page[] {
  const top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md"];
  const docs = readdirSync(resolve(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  return [...top, ...docs].map((path) => parsePage(path, projectFile(path)));
}

/** One sentence for each claim that does not hold; empty when all do. */
export function docsComplaints(): string[] {
  const facts = projectFacts();
  const pages = projectPages();
  const own = ownCommands();
  const names = namesBesideSettings();
  const troubleshooting = pages.find(({ path }) => path === "docs/troubleshooting.md");
  return [
    ...pages.flatMap((page) =>
      page.lines.length < 2 ? [`${page.path} is missing.`] : complaintsAbout(page, facts),
    ),
    ...(troubleshooting === undefined ? [] : troubleshootingComplaints(troubleshooting)),
    ...pages.filter(({ path }) => path === "README.md").flatMap(staleExamples),
    ...pages.flatMap((page) => testCommandComplaints(page, readIfThere)),
    ...pages.flatMap((page) => ownCommandComplaints(page, own)),
    ...pages.flatMap((page) => settingWordComplaints(page, names)),
    ...pages
      .filter(({ path }) => path === "docs/reliability.md")
      .flatMap((page) => missingFaultTests(page, faultTests())),
  ];
}

function readIfThere(path: string): string | undefined {
  return existsSync(resolve(root, path)) ? projectFile(path) : undefined;
}

function faultTests(): string[] {
  return readdirSync(resolve(root, "test/faults"))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/faults/${name}`);
}

/** The README's examples of events are those of docs/events.md, which the code makes. */
function staleExamples({ path, blocks }: Page): string[] {
  const examples = exampleSection();
  return blocks
    .filter(({ language, text }) => language === "json" && !examples.includes(`\n${text}\n`))
    .map(({ line }) => `${path}:${line}: this example is none of those in docs/events.md.`);
}

if (import.meta.main) {
  const complaints = docsComplaints();
  if (complaints.length > 0) {
    process.stderr.write(`${complaints.join("\n")}\n`);
    process.exitCode = 1;
  }
}
