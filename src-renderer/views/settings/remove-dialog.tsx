/** Removing an endpoint: what waits for it is counted first, and delivered or dropped as a person says. */
import { Button } from "@mantine/core";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { removeEndpoint } from "./draft.ts";
import { editDraft, letLeave } from "./draft-store.ts";
import { useWaiting } from "./endpoint-state.tsx";
import { useSettingsForm } from "./form-context.tsx";

export function RemoveDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const t = useText();
  const { document } = useSettingsForm();
  const n = useWaiting(name);
  const remove = () => {
    editDraft((before) => removeEndpoint(document, before, name));
    onClose();
    setPath(["endpoints"]);
  };
  const first = () => {
    letLeave(name, true);
    onClose();
    setPath(["endpoints"]);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("settings.remove.title", { name })}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          {n > 0 ? <Button onClick={first}>{t("settings.remove.first")}</Button> : null}
          <Button color="bad" onClick={remove}>
            {n > 0 ? t("settings.remove.drop", { n }) : t("settings.remove.now")}
          </Button>
        </>
      }
    >
      <div>{t.rich(n > 0 ? "settings.remove.waiting" : "settings.remove.idle", { name, n })}</div>
    </Dialog>
  );
}
