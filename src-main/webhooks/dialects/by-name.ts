/** Which dialect belongs to the word in the settings. */
import type { DialectName } from "../../../src-shared/settings/settings.ts";
import { creomate } from "./creomate.ts";
import type { Dialect } from "./dialect.ts";
import { k2m } from "./k2m.ts";
import { komplit } from "./komplit.ts";
import { native } from "./native.ts";

export const dialects: Readonly<Record<DialectName, Dialect>> = { komplit, creomate, k2m, native };
