/**
 * What a window may ask and hear: one schema for each method and event. Windows know the engine through
 * this file only; every transport (memory, Electron, WebSocket) carries exactly this.
 */
import { z } from "zod";
import { captureViewSchema, longestCaptureMinutes } from "../capture/capture-view.ts";
import {
  purgePreviewSchema,
  recordingFilterSchema,
  recordingPageSchema,
  recordingQuerySchema,
  recordingRowSchema,
  recordingsStatusSchema,
} from "../recordings/recording.ts";
import { logFilterSchema, logQuerySchema, testEventTypes } from "../webhooks/log-query.ts";
import { callPageSchema, callQuerySchema, callViewSchema, todaySchema } from "./call-view.ts";
import {
  logCountSchema,
  logDetailSchema,
  logPageSchema,
  logRowSchema,
  logTotalSchema,
  resendPlanSchema,
  resendProgressSchema,
  testExchangeSchema,
} from "./log-view.ts";
import { reconcileDay, reconcileStateSchema } from "./reconcile-view.ts";
import {
  importPreviewSchema,
  ladderSchema,
  settingsChangeSchema,
  settingsCheckSchema,
  settingsDocumentSchema,
  settingsDraftSchema,
  settingsSavedSchema,
} from "./settings-view.ts";
import {
  endpointViewSchema,
  pbxViewSchema,
  problemSchema,
  programSchema,
  settingsStateSchema,
  simulationSchema,
  snapshotSchema,
  storeViewSchema,
} from "./snapshot.ts";

/** Rises when a window and a service of different versions would misunderstand each other. */
export const protocolVersion = 1;

const nothing = z.object({});
const method = <Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result) => ({
  params,
  result,
});
const endpointName = z.object({ endpoint: z.string().max(100) });
const chain = z.object({ chainId: z.string().max(200) });
const ids = z.object({ ids: z.array(z.int()).max(5000) });
/** Unsaved values of a form on top of the file, for tests. */
const draftOfEndpoint = endpointName.extend({ changes: z.array(settingsChangeSchema).max(200).default([]) });

export const methods = {
  "program.start": method(nothing, nothing),
  "program.stop": method(nothing, nothing),

  "calls.page": method(callQuerySchema, callPageSchema),
  "calls.get": method(chain, z.object({ call: callViewSchema.exactOptional() })),

  "log.page": method(logQuerySchema, logPageSchema),
  "log.total": method(logFilterSchema, logTotalSchema),
  "log.counts": method(nothing, z.object({ counts: z.array(logCountSchema) })),
  "log.delivery": method(z.object({ id: z.int() }), z.object({ delivery: logDetailSchema.exactOptional() })),
  "log.curl": method(
    z.object({ id: z.int(), shell: z.enum(["bash", "powershell"]) }),
    z.object({ text: z.string() }),
  ),
  /** A piece of the export, newest first; goes on with `cursor` until it is absent. */
  "log.export": method(
    z.object({
      filter: logFilterSchema,
      format: z.enum(["csv", "json-lines"]),
      cursor: z.string().max(60).exactOptional(),
    }),
    z.object({ text: z.string(), cursor: z.string().exactOptional() }),
  ),
  "resend.plan": method(
    z.object({ filter: logFilterSchema, includeDelivered: z.boolean() }),
    resendPlanSchema,
  ),
  /** Answers at once; progress comes as events `resend`. */
  "resend.run": method(z.object({ planId: z.string().max(100) }), nothing),
  "resend.cancel": method(z.object({ planId: z.string().max(100) }), nothing),
  "resend.forget": method(z.object({ planId: z.string().max(100) }), nothing),

  "endpoint.pause": method(endpointName, nothing),
  "endpoint.resume": method(endpointName, nothing),
  /** Lets the next probe of an open breaker out at once. */
  "endpoint.probe": method(endpointName, nothing),
  "endpoint.test": method(draftOfEndpoint.extend({ type: z.enum(testEventTypes) }), testExchangeSchema),

  "recordings.page": method(recordingQuerySchema, recordingPageSchema),
  "recordings.total": method(recordingFilterSchema, logTotalSchema),
  "recordings.get": method(
    z.object({ id: z.int() }),
    z.object({ recording: recordingRowSchema.exactOptional() }),
  ),
  /** The link as receivers get it; absent while there is none. */
  "recordings.link": method(z.object({ id: z.int() }), z.object({ url: z.string().exactOptional() })),
  "recordings.reprocess": method(
    z.union([ids, z.object({ filter: recordingFilterSchema })]),
    z.object({ count: z.int() }),
  ),
  "recordings.sendWithoutId": method(z.object({ id: z.int() }), nothing),
  "recordings.purgePreview": method(nothing, purgePreviewSchema),
  "recordings.rescan": method(nothing, nothing),
  /** Links are signed with a new key; those of before work for so many more days, 0: not at all. */
  "recordings.rotateLinkKey": method(z.object({ previousDays: z.int().min(0).max(3650) }), nothing),

  /** How it stands: what runs, and the latest result. */
  "reconcile.latest": method(nothing, reconcileStateSchema),
  /** Begins to compare a day (default: yesterday) and answers at once; progress comes as events `reconcile`. */
  "reconcile.run": method(z.object({ day: reconcileDay.exactOptional() }), nothing),
  /** The same, and sends what is missing of it: as many calls as were confirmed, at most. */
  "reconcile.send": method(z.object({ day: reconcileDay, calls: z.int().min(1).max(1_000_000) }), nothing),

  "settings.read": method(nothing, settingsDocumentSchema),
  "settings.check": method(settingsDraftSchema, settingsCheckSchema),
  "settings.save": method(
    z.object({ revision: z.string().max(200), draft: settingsDraftSchema }),
    settingsSavedSchema,
  ),
  "settings.import": method(
    z.object({
      files: z
        .array(z.object({ name: z.string().max(300), text: z.string().max(1_000_000) }))
        .min(1)
        .max(5),
    }),
    importPreviewSchema,
  ),

  /** Tests with the values given on top of the file; nothing is saved. */
  "check.pbx": method(
    z.object({ changes: z.array(settingsChangeSchema).max(200).default([]) }),
    ladderSchema,
  ),
  "check.endpoint": method(draftOfEndpoint, ladderSchema),
  "check.recordings": method(
    z.object({ changes: z.array(settingsChangeSchema).max(200).default([]) }),
    ladderSchema,
  ),

  /** Records what 3CX sends into a file in the data folder, without names and secrets. One at a time. */
  "capture.start": method(
    z.object({ minutes: z.number().min(0.1).max(longestCaptureMinutes) }),
    captureViewSchema,
  ),
  "capture.stop": method(nothing, captureViewSchema),
  "capture.status": method(nothing, captureViewSchema),

  "simulator.catalogue": method(
    nothing,
    z.object({
      scenarios: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          summary: z.string(),
          lengthMs: z.number(),
          events: z.array(z.string()),
        }),
      ),
      faults: z.array(
        z.object({ name: z.string(), title: z.string(), summary: z.string(), lossy: z.boolean() }),
      ),
    }),
  ),
  "simulator.run": method(
    z.object({
      scenario: z.string().max(100),
      speed: z.number().min(0.1).max(1000).describe("1 is real time."),
      count: z.int().min(1).max(1000),
      atOnce: z.int().min(1).max(200),
      faults: z.array(z.string().max(60)).max(40),
      seed: z.int().exactOptional(),
      callerNumber: z.string().max(60).exactOptional(),
      extension: z.string().max(20).exactOptional(),
      did: z.string().max(60).exactOptional(),
      target: z.discriminatedUnion("kind", [
        z.object({
          kind: z.literal("built-in"),
          dialect: z.enum(["komplit", "creomate", "k2m", "native"]),
          status: z.int().min(100).max(599),
          delayMs: z.number().min(0).max(60_000),
        }),
        z.object({ kind: z.literal("endpoints"), names: z.array(z.string().max(100)).min(1).max(50) }),
      ]),
    }),
    z.object({ runId: z.string() }),
  ),
  "simulator.stop": method(nothing, nothing),
} as const;

/** Each event replaces a part of the snapshot, except those that say otherwise. */
export const events = {
  program: programSchema,
  pbx: pbxViewSchema,
  /** Endpoints that changed, whole; `order`: all names when one came or went. */
  endpoints: z.object({ changed: z.array(endpointViewSchema), order: z.array(z.string()).exactOptional() }),
  /** Live calls that changed, whole, and those that are no longer live. At most ten times a second. */
  calls: z.object({ changed: z.array(callViewSchema), ended: z.array(callViewSchema) }),
  today: todaySchema,
  recordings: recordingsStatusSchema,
  /** Rows that are new or changed. Not part of the snapshot: lists take what they show. */
  "recording-rows": z.object({ rows: z.array(recordingRowSchema) }),
  store: storeViewSchema,
  problems: z.array(problemSchema),
  settings: settingsStateSchema,
  simulation: simulationSchema,
  numbers: z.array(z.object({ dn: z.string(), name: z.string(), kind: z.string() })),
  /** Rows of the webhook log that are new or changed, at most ten times a second; `skipped`: how many more there were. Not part of the snapshot. */
  "log-rows": z.object({ rows: z.array(logRowSchema), skipped: z.int() }),
  /** How a reconciliation stands; not part of the snapshot. */
  reconcile: reconcileStateSchema,
  /** Progress of a resend; not part of the snapshot. */
  resend: z.object({ planId: z.string(), progress: resendProgressSchema }),
} as const;

export const contract = { protocolVersion, methods, events, snapshot: snapshotSchema } as const;

export type MethodName = keyof typeof methods;
export type MethodParams<Name extends MethodName> = z.input<(typeof methods)[Name]["params"]>;
export type MethodResult<Name extends MethodName> = z.infer<(typeof methods)[Name]["result"]>;
export type EventName = keyof typeof events;
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]>;
