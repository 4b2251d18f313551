/** A real test with the values on screen, step by step, without saving anything. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";
import type { RpcAnswer, RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { CheckLadder } from "../../ui/check-ladder.tsx";
import { IconPlugConnected } from "../../ui/icons.ts";
import { ErrorState } from "../../ui/states.tsx";
import { changesOf, withEdit } from "./draft.ts";
import { editDraft, settle } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";

export interface Trial<Result> {
  readonly running: boolean;
  readonly result?: Result;
  readonly error?: RpcError;
  run(ask: () => Promise<RpcAnswer<Result>>): void;
}

/** One test at a time; the answer before stays until the next is there. */
export function useTrial<Result>(): Trial<Result> {
  const [state, setState] = useState<Omit<Trial<Result>, "run">>({ running: false });
  const run = (ask: () => Promise<RpcAnswer<Result>>) => {
    settle();
    setState((before) => ({ ...before, running: true }));
    void ask().then((answer) =>
      setState(
        answer.ok ? { running: false, result: answer.result } : { running: false, error: answer.error },
      ),
    );
  };
  return { ...state, run };
}

export function CheckPanel({ section }: { readonly section: "pbx" | "recordings" }) {
  const t = useText();
  const client = useClient();
  const { document, draft } = useSettingsForm();
  const trial = useTrial<Ladder>();
  const changes = changesOf(document, draft).filter((change) => change.section === section);
  const check = () => trial.run(() => client.request(`check.${section}`, { changes }));
  return (
    <div className={classes.panel}>
      <div className={classes.row}>
        <Button
          leftSection={<IconPlugConnected size={16} stroke={1.75} />}
          disabled={trial.running}
          onClick={check}
        >
          {t(`settings.check.${section}`)}
        </Button>
        <span className="small">{t("settings.check.uses")}</span>
      </div>
      <Steps section={section} trial={trial} />
    </div>
  );
}

/** The ladder, and the certificate's fingerprint as a button where accepting it would help. */
export function Steps({ section, trial }: { readonly section: string; readonly trial: Trial<Ladder> }) {
  const t = useText();
  const accept = (text: string) => {
    const fingerprint = section.startsWith("endpoint.") ? fingerprintIn(text) : undefined;
    if (fingerprint === undefined) return null;
    const use = () => editDraft((draft) => withEdit(draft, section, "accept_fingerprint", fingerprint));
    return <ActionLink onClick={use}>{t("settings.check.accept")}</ActionLink>;
  };
  if (trial.error !== undefined) return <ErrorState error={trial.error} />;
  if (trial.result === undefined && !trial.running) return null;
  return (
    <CheckLadder
      {...(trial.result === undefined ? {} : { ladder: trial.result })}
      running={trial.running}
      actionsOf={(step) => accept(`${step.sentence} ${step.advice}`)}
    />
  );
}

/** `SHA256:AB:CD:…` in a sentence of the engine. */
export function fingerprintIn(text: string): string | undefined {
  const found = /\b(?:[0-9a-f]{2}:){31}[0-9a-f]{2}\b/i.exec(text);
  return found === null ? undefined : `SHA256:${found[0].toUpperCase()}`;
}
