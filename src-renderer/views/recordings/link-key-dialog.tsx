/** Asks before links get a new key: what was sent so far stops working, at once or after some days. */
import { NumberInput, Radio } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { RecordingActions } from "./use-recording-actions.ts";

const mostDays = 3650;
const usualDays = 14;

export function LinkKeyDialog({
  actions,
  onClose,
}: {
  readonly actions: RecordingActions;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [which, setWhich] = useState<"at-once" | "later">("at-once");
  const [days, setDays] = useState<number | undefined>(usualDays);
  const previousDays = which === "at-once" ? 0 : days;
  const run = async () => {
    if (previousDays !== undefined && (await actions.rotateLinkKey(previousDays))) onClose();
  };
  return (
    <ConfirmDialog
      title={t("recordings.linkKey.title")}
      confirm={t("recordings.linkKey.run")}
      disabled={previousDays === undefined}
      error={actions.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t("recordings.linkKey.text")}</p>
      <Radio.Group
        label={t("recordings.linkKey.which")}
        value={which}
        onChange={(value) => setWhich(value === "later" ? "later" : "at-once")}
      >
        <Radio value="at-once" mt={8} label={t("recordings.linkKey.atOnce")} />
        <Radio value="later" mt={8} label={t("recordings.linkKey.later")} />
      </Radio.Group>
      {which === "later" ? (
        <NumberInput
          label={t("recordings.linkKey.days")}
          value={days ?? ""}
          min={1}
          max={mostDays}
          allowDecimal={false}
          allowNegative={false}
          mt={8}
          w="8rem"
          onChange={(value) => setDays(typeof value === "number" && value >= 1 ? value : undefined)}
        />
      ) : null}
    </ConfirmDialog>
  );
}
