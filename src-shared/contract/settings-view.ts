/**
 * Settings as a window reads and changes them. What is secret never leaves the engine: the window learns
 * whether it is set and may replace or remove it. Which keys exist is in src-shared/settings/schema.ts.
 */
import { z } from "zod";
import { settingsRemarkSchema } from "./snapshot.ts";

export const settingValueSchema = z.object({
  section: z.string().describe("`pbx`, `endpoint.crm` …"),
  key: z.string(),
  value: z.string().describe("As written in the file; empty for a secret."),
  secret: z.boolean(),
  isSet: z.boolean().describe("Written in the file or given by the environment."),
  setAtMs: z.number().exactOptional().describe("Of a secret: when it was set, where that is known."),
  variable: z
    .string()
    .exactOptional()
    .describe("The environment variable that it comes from: cannot be changed here."),
});

export const settingsDocumentSchema = z.object({
  revision: z.string(),
  path: z.string(),
  /** Secrets read `***`; such a line saved unchanged keeps its value. */
  text: z.string(),
  values: z
    .array(settingValueSchema)
    .describe("Every key that is written or given; what is missing has its default."),
  endpoints: z.array(z.string()).describe("Names, in their order."),
  secretsKept: z.enum(["file", "os-keyring", "until-quit"]).describe("Where secrets go that are set here."),
});
export type SettingsDocument = Readonly<z.infer<typeof settingsDocumentSchema>>;

export const settingsChangeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("set"),
    section: z.string().max(100),
    key: z.string().max(200),
    value: z.string().max(20_000),
  }),
  z.object({ kind: z.literal("remove_key"), section: z.string().max(100), key: z.string().max(200) }),
  z.object({ kind: z.literal("remove_section"), section: z.string().max(100) }),
]);

/** Either single changes, or the whole text of the second tab. */
export const settingsDraftSchema = z.union([
  z.object({ changes: z.array(settingsChangeSchema).max(2000) }),
  z.object({ text: z.string().max(1_000_000) }),
]);

export const settingsCheckSchema = z.object({
  mistakes: z.array(settingsRemarkSchema),
  warnings: z.array(settingsRemarkSchema),
  effects: z
    .array(z.string())
    .describe("What saving does, one sentence each: `213 waiting deliveries go to the new address.`"),
});
export type SettingsCheck = Readonly<z.infer<typeof settingsCheckSchema>>;

export const settingsSavedSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("saved"),
    document: settingsDocumentSchema,
    warnings: z.array(settingsRemarkSchema),
  }),
  z.object({ outcome: z.literal("mistaken"), check: settingsCheckSchema }),
  /** The file was changed outside since `revision`: the document is the one that is there now. */
  z.object({ outcome: z.literal("conflict"), document: settingsDocumentSchema }),
  z.object({ outcome: z.literal("not-written"), sentence: z.string() }),
]);
export type SettingsSaved = Readonly<z.infer<typeof settingsSavedSchema>>;

/** What another product's file becomes. */
export const importPreviewSchema = z.object({
  product: z.string().describe("`TCXWebAPI`, `WebhooksApi` or `unknown`."),
  rows: z.array(
    z.object({
      group: z.enum(["taken", "changed", "not-supported", "unknown"]),
      from: z.string().describe("Key of the other product."),
      to: z.string().describe("`endpoint.default url`; empty when nothing."),
      value: z.string().describe("Secrets and passwords hidden."),
      note: z.string().describe("What the receiver will notice, or why it is not taken over; may be empty."),
    }),
  ),
  changes: z.array(settingsChangeSchema).describe("To be shown in the form and saved like any other change."),
  sentence: z.string(),
});
export type ImportPreview = Readonly<z.infer<typeof importPreviewSchema>>;

/** The steps of a test, in their order. After the first failure the rest is `not-reached`. */
export const ladderStepNames = [
  "name",
  "reachable",
  "certificate",
  "sign-in",
  "permission",
  "content",
] as const;
export const ladderSchema = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      name: z.enum(ladderStepNames),
      state: z.enum(["ok", "failed", "warning", "not-reached"]),
      sentence: z.string(),
      advice: z.string(),
      tookMs: z.number().exactOptional(),
    }),
  ),
});
export type Ladder = Readonly<z.infer<typeof ladderSchema>>;
