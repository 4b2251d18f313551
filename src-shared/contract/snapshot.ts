/**
 * Everything that a window shows at once, without long lists: what `hello` answers. Each part is also an
 * event of its own (contract.ts), which replaces that part.
 */
import { z } from "zod";
import { recordingsStatusSchema } from "../recordings/recording.ts";
import { callViewSchema, todaySchema } from "./call-view.ts";
import { updateViewSchema } from "./update-view.ts";
import { alarmKinds, alarmSteps, breakerStates, endpointStates, storeAlarmKinds } from "./word-lists.ts";

const wallMs = z.number().describe("Wall clock, milliseconds since 1970.");
const count = z.int().min(0);
const sentence = z.string().describe("For an administrator, without secrets.");

export const programSchema = z.object({
  version: z.string(),
  kind: z.enum(["desktop", "service", "demo"]),
  host: z.string().describe("Name of the machine it runs on."),
  platform: z.enum(["linux", "windows", "macos", "other"]),
  startedAtMs: wallMs,
  settingsPath: z.string(),
  dataFolder: z.string(),
  configured: z
    .boolean()
    .describe("False until a PBX and a receiver are set: the window opens at first start."),
  update: updateViewSchema.exactOptional().describe("Older programs do not tell it."),
});
export type ProgramView = Readonly<z.infer<typeof programSchema>>;

export const sourceViewSchema = z.object({
  name: z.enum(["call-control", "active-calls", "directory", "call-log"]),
  state: z.string().describe("See SourceStateName in src-main/pbx/types.ts."),
  sentence,
  advice: z.string(),
  sinceMs: wallMs,
});
export const pbxViewSchema = z.object({
  state: z.enum(["connected", "degraded", "connecting", "not-connected", "not-configured"]),
  host: z.string(),
  version: z.string().describe("Empty while unknown."),
  sentence,
  advice: z.string(),
  sources: z.array(sourceViewSchema),
  monitored: count,
  notMonitored: z
    .array(z.object({ dn: z.string(), name: z.string() }))
    .describe("Extensions that the PBX has and does not show; at most 200."),
  extensions: count.describe("All that the PBX has; 0 while unknown."),
  lastEventAtMs: wallMs.exactOptional(),
});
export type PbxView = Readonly<z.infer<typeof pbxViewSchema>>;

/** One minute of an endpoint, for small charts. */
export const minuteSchema = z.object({ ok: count, failed: count });
export const endpointViewSchema = z.object({
  name: z.string(),
  dialect: z.enum(["komplit", "creomate", "k2m", "native"]),
  host: z.string().describe("Host and port that it leads to."),
  mirror: z.boolean(),
  state: z.enum(endpointStates),
  sentence,
  pausedBy: z.enum(["user", "receiver"]).exactOptional(),
  breaker: z.enum(breakerStates),
  breakerUntilMs: wallMs.exactOptional(),
  waiting: count,
  waitingBytes: z.number(),
  oldestAtMs: wallMs.exactOptional(),
  lastError: z.string().exactOptional(),
  lastErrorAtMs: wallMs.exactOptional(),
  lastDeliveredAtMs: wallMs.exactOptional(),
  failingSinceMs: wallMs.exactOptional(),
  alarms: z.array(
    z.object({ kind: z.enum(alarmKinds), step: z.enum(alarmSteps), sentence, sinceMs: wallMs }),
  ),
  lastHour: z.object({
    minutes: z.array(minuteSchema).describe("60, the oldest first; the last is the running one."),
    successShare: z.number().min(0).max(1).exactOptional().describe("Of requests; absent without any."),
    medianMs: z.number().exactOptional(),
    p99Ms: z.number().exactOptional(),
  }),
});
export type EndpointView = Readonly<z.infer<typeof endpointViewSchema>>;

/** What is wrong, the worst first: one is loud, the rest listed. `code` is a key of ux texts, `values` its places. */
export const problemSchema = z.object({
  id: z.string().describe("Stays the same as long as the problem does."),
  area: z.enum(["pbx", "endpoint", "store", "recordings", "settings", "program"]),
  severity: z.enum(["bad", "warn"]),
  sentence,
  advice: z.string(),
  sinceMs: wallMs,
  route: z.string().describe("Where it is shown: `#/webhooks?endpoint=crm`."),
  endpoint: z.string().exactOptional(),
});
export type ProblemView = Readonly<z.infer<typeof problemSchema>>;

export const settingsRemarkSchema = z.object({
  file: z.string(),
  line: z.int().exactOptional(),
  variable: z.string().exactOptional(),
  section: z.string(),
  key: z.string().exactOptional(),
  value: z.string().exactOptional(),
  message: z.string(),
  expected: z.string().exactOptional(),
});
export const settingsStateSchema = z.object({
  revision: z.string().describe("Changes whenever the file does."),
  changedAtMs: wallMs.exactOptional(),
  mistakes: z
    .array(settingsRemarkSchema)
    .describe("The file cannot be used like this; the settings before stay in force."),
  warnings: z.array(settingsRemarkSchema),
});
export type SettingsState = Readonly<z.infer<typeof settingsStateSchema>>;

export const simulationEventSchema = z.object({
  type: z.string(),
  user: z.string(),
  chainId: z.string(),
  link: z.int(),
  atMs: wallMs,
  endpoint: z.string(),
  state: z.enum(["waiting", "delivered", "failed"]),
  tookMs: z.number().exactOptional(),
  request: z.string().describe("As it arrived: method, address, body; at most 4 KiB.").exactOptional(),
});
export const simulationSchema = z.object({
  state: z.enum(["idle", "running", "done", "stopped", "failed"]),
  runId: z.string(),
  scenario: z.string(),
  startedAtMs: wallMs.exactOptional(),
  calls: z.object({ planned: count, running: count, finished: count }),
  expected: count.describe("Events that the run will make."),
  events: z.array(simulationEventSchema).describe("The newest 200, in their order."),
  sent: count,
  verdict: z.string().describe("At the end: whether everything arrived as promised, in words; empty before."),
});
export type SimulationView = Readonly<z.infer<typeof simulationSchema>>;

export const storeViewSchema = z.object({
  alarms: z.array(z.object({ kind: z.enum(storeAlarmKinds), sentence, sinceMs: wallMs })),
  freeBytes: z.number().exactOptional(),
});

export const snapshotSchema = z.object({
  nowMs: wallMs,
  program: programSchema,
  pbx: pbxViewSchema,
  endpoints: z.array(endpointViewSchema).describe("Those in the settings, in their order."),
  calls: z.array(callViewSchema).describe("Live ones, the oldest first."),
  today: todaySchema,
  recordings: recordingsStatusSchema,
  store: storeViewSchema,
  problems: z.array(problemSchema),
  settings: settingsStateSchema,
  simulation: simulationSchema,
  numbers: z
    .array(z.object({ dn: z.string(), name: z.string(), kind: z.string() }))
    .describe("Internal numbers for pickers; at most 2,000."),
});
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;
