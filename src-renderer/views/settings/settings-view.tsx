/** The view "settings": the file as a form and as its text, checked while it is typed, written by Save alone. */
import { Button, SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { setPath, setQuery } from "../../routing/use-route.ts";
import { IconFileImport } from "../../ui/icons.ts";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { HeadActions, ViewHead } from "../../ui/view-head.tsx";
import type { ViewProps } from "../views.tsx";
import { endpointsOf, isDirty, placeOf } from "./draft.ts";
import { useSettingsDraft } from "./draft-store.ts";
import { type SettingsForm, SettingsFormContext } from "./form-context.tsx";
import { useFormKeys } from "./form-keys.ts";
import { FormPage } from "./form-page.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { goToLine, IniTab } from "./ini-tab.tsx";
import { useLeaving } from "./leaving.tsx";
import { MistakesButton, MistakesList } from "./mistakes-list.tsx";
import { Notes } from "./notes.tsx";
import { focusPlace, goToPlace } from "./places.ts";
import { type FormRemark, nextMistake, remarksOf } from "./remarks.ts";
import { SaveBar } from "./save-bar.tsx";
import { neighbour, pageOf, pageParts, partOf } from "./sections.ts";
import { useCheck, useDocument, useSave, useSettling } from "./use-settings.ts";

export function SettingsView({ path, query }: ViewProps) {
  const t = useText();
  const { error, reload } = useDocument();
  const document = useSettingsDraft((state) => state.document);
  return (
    <>
      {document === undefined ? (
        <>
          <ViewHead title={t("settings.title")} />
          {error === undefined ? (
            <LoadingState what={t("settings.what")} />
          ) : (
            <ErrorState error={error} onRetry={reload} />
          )}
        </>
      ) : (
        <Loaded path={path} query={query} />
      )}
    </>
  );
}

function Loaded({ path, query }: ViewProps) {
  const t = useText();
  const form = useForm();
  const { saving, outcome, save, forget } = useSave();
  const [importing, setImporting] = useState(false);
  const last = useRef<FormRemark>(undefined);
  useSettling();
  useLeaving();
  const page = pageOf(path[0]);
  const part = partOf(page);
  const wanted = path[1];
  const ini = query["tab"] === "ini";
  useEffect(() => {
    if (wanted !== undefined && !ini) focusPlace(placeOf(part, wanted));
  }, [part, wanted, ini]);
  const open = (remark: FormRemark) => {
    last.current = remark;
    if (ini && remark.line !== undefined) return goToLine(remark.line);
    goToPlace(remark.section, remark.key);
    if (remark.key !== undefined) focusPlace(placeOf(remark.section, remark.key));
  };
  const toMistake = () => {
    const next = nextMistake(form?.remarks ?? [], last.current);
    if (next !== undefined) open(next);
  };
  const [listed, setListed] = useState<boolean>();
  const mistaken = form?.remarks.some(({ kind }) => kind === "mistake") === true;
  useFormKeys({
    onSave: () => {
      if (form === undefined || !isDirty(form.document, form.draft)) return;
      if (mistaken) toMistake();
      else save();
    },
    onMistake: toMistake,
    onSection: (step) => {
      if (form === undefined || ini) return;
      setPath([neighbour(pageParts(endpointsOf(form.document, form.draft)), part, step)]);
    },
  });
  if (form === undefined) return null;
  // A file that was mistaken before anybody typed shows at once what is wrong with it.
  if (listed === undefined && mistaken && !isDirty(form.document, form.draft)) setListed(true);
  return (
    <SettingsFormContext value={form}>
      <ViewHead title={t("settings.title")}>
        <SegmentedControl
          aria-label={t("settings.tabs")}
          value={ini ? "ini" : "form"}
          onChange={(tab) => setQuery({ tab: tab === "ini" ? "ini" : undefined })}
          data={[
            { value: "form", label: t("settings.tab.form") },
            { value: "ini", label: t("settings.tab.ini") },
          ]}
        />
        <MistakesButton open={listed === true} onToggle={() => setListed(listed !== true)} />
        <HeadActions>
          <Button
            leftSection={<IconFileImport size={16} stroke={1.75} />}
            disabled={form.draft.text !== undefined && isDirty(form.document, form.draft)}
            onClick={() => setImporting(true)}
          >
            {t("settings.import")}
          </Button>
        </HeadActions>
      </ViewHead>
      <Notes {...(outcome === undefined ? {} : { outcome })} onForget={forget} />
      {listed === true ? <MistakesList onOpen={open} /> : null}
      {ini ? <IniTab /> : <FormPage page={page} wanted={wanted} />}
      <SaveBar saving={saving} effects={form.effects} onSave={save} onShow={toMistake} />
      {importing ? (
        <ImportDialog
          onClose={() => {
            setImporting(false);
            setQuery({ tab: undefined });
          }}
        />
      ) : null}
    </SettingsFormContext>
  );
}

function useForm(): (SettingsForm & { readonly effects: readonly string[] }) | undefined {
  const { document, draft, typing } = useSettingsDraft();
  const { check, checked } = useCheck();
  const place = typing?.place;
  return useMemo(() => {
    if (document === undefined) return undefined;
    const remarks = remarksOf({ document, draft, typing: place, check, checked });
    return { document, draft, remarks, effects: check?.effects ?? [] };
  }, [document, draft, place, check, checked]);
}
