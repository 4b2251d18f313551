/** Whether there is a newer version of this program, and what to do then. */
import { Button } from "@mantine/core";
import type { UpdateView } from "../../../src-shared/contract/update-view.ts";
import { changeProgram } from "../../desktop/desktop-program.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import classes from "./program-page.module.css";

/** The next step that the desktop program can take; it asks before, and never installs while somebody talks. */
const steps: Partial<Record<UpdateView["state"], TextKey>> = {
  newer: "settings.update.fetch",
  ready: "settings.update.install",
  failed: "settings.update.again",
};

/** Nothing for a program that does not tell. */
export function UpdateLine() {
  const t = useText();
  const update = useEngine((engine) => engine.program.update);
  const own = useEngine((engine) => engine.program.kind) === "desktop" && window.desktop !== undefined;
  if (update === undefined) return null;
  const step = own ? steps[update.state] : undefined;
  return (
    <>
      <h3 className={classes.title}>{t("settings.update")}</h3>
      <div className={classes.line} role="status">
        <Said update={update} own={own} />
      </div>
      {step === undefined ? null : (
        <Button onClick={() => void changeProgram({ kind: "update" })}>{t(step)}</Button>
      )}
    </>
  );
}

function Said({ update, own }: { readonly update: UpdateView; readonly own: boolean }) {
  const t = useText();
  const { state, version, percent = 0, sentence } = update;
  switch (state) {
    case "off":
      return t.rich("settings.update.off", {}, { open: () => goTo("settings", ["server", "update_url"]) });
    case "newer":
      return t.rich(own ? "settings.update.newer" : "settings.update.newer.elsewhere", { version });
    case "downloading":
      return t("settings.update.downloading", { version, percent });
    case "current":
    case "ready":
    case "waiting":
    case "installing":
    case "failed":
      return t.rich(`settings.update.${state}`, { version });
    case "unknown":
      return t.said(sentence);
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
