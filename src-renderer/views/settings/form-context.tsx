/** What every field of the form needs: the file, what was typed, what is wrong, and how to change it. */
import { createContext, useContext } from "react";
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import type { Draft } from "./draft.ts";
import type { FormRemark } from "./remarks.ts";

export interface SettingsForm {
  readonly document: SettingsDocument;
  readonly draft: Draft;
  readonly remarks: readonly FormRemark[];
}

export const SettingsFormContext = createContext<SettingsForm | undefined>(undefined);

export function useSettingsForm(): SettingsForm {
  const form = useContext(SettingsFormContext);
  if (form === undefined) throw new Error("A field of the settings stands outside of their form.");
  return form;
}
