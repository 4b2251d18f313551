/** Endpoints that go as soon as nothing waits for them: said while it lasts, done when it is so. */
import { useEffect } from "react";
import { useText } from "../../i18n/text.tsx";
import { useEngine } from "../../store/monitor-context.tsx";
import { NoteLine } from "../../ui/states.tsx";
import { removeEndpoint } from "./draft.ts";
import { editDraft, letLeave, useSettingsDraft } from "./draft-store.ts";

/** Moves endpoints that have nothing left into the draft; mounted once by the view. */
export function useLeaving(): void {
  const leaving = useSettingsDraft((state) => state.leaving);
  const endpoints = useEngine((engine) => engine.endpoints);
  useEffect(() => {
    const { document, draft } = useSettingsDraft.getState();
    if (document === undefined || draft.text !== undefined) return;
    for (const name of leaving) {
      if ((endpoints.find((endpoint) => endpoint.name === name)?.waiting ?? 0) > 0) continue;
      letLeave(name, false);
      editDraft((before) => removeEndpoint(document, before, name));
    }
  }, [leaving, endpoints]);
}

export function Leaving() {
  const leaving = useSettingsDraft((state) => state.leaving);
  return leaving.map((name) => <LeavingLine key={name} name={name} />);
}

function LeavingLine({ name }: { readonly name: string }) {
  const t = useText();
  const n = useEngine((engine) => engine.endpoints.find((endpoint) => endpoint.name === name)?.waiting ?? 0);
  return (
    <NoteLine>{t.rich("settings.leaving", { name, n }, { keep: () => letLeave(name, false) })}</NoteLine>
  );
}
