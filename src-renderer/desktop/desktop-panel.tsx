/** What the desktop program keeps of itself: opening at login, and services elsewhere that its window can show. */
import { Button, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import type { DesktopChange, DesktopProgram } from "../../src-shared/contract/desktop-program.ts";
import { useText } from "../i18n/text.tsx";
import { ActionLink } from "../ui/action-link.tsx";
import { Bdi } from "../ui/bdi.tsx";
import classes from "./desktop-panel.module.css";
import { askProgram, changeProgram } from "./desktop-program.ts";

/** Nothing in a browser. */
export function DesktopPanel() {
  const [program, setProgram] = useState<DesktopProgram>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (window.desktop !== undefined) void askProgram().then(setProgram);
  }, []);
  if (program === undefined) return null;
  const change = (asked: DesktopChange) => {
    void changeProgram(asked).then((answer) => {
      setProblem(answer?.sentence ?? "");
      if (answer !== undefined) setProgram(answer.program);
    });
  };
  return (
    <>
      <Engine program={program} change={change} />
      <LoginItem program={program} change={change} />
      <Services program={program} change={change} problem={problem} />
    </>
  );
}

interface PartProps {
  readonly program: DesktopProgram;
  readonly change: (asked: DesktopChange) => void;
}

function Engine({ program, change }: PartProps) {
  const t = useText();
  const { engine } = program;
  if (engine === "elsewhere") return null;
  const rests = engine === "stopped" || engine === "failed";
  return (
    <p className={classes.engine}>
      <span>{t(rests ? "desktop.engine.rests" : "desktop.engine.runs")}</span>
      <Button
        disabled={engine === "starting" || engine === "stopping"}
        onClick={() => change({ kind: rests ? "start" : "stop" })}
      >
        {t(rests ? "desktop.engine.start" : "desktop.engine.stop")}
      </Button>
    </p>
  );
}

function LoginItem({ program, change }: PartProps) {
  const t = useText();
  if (program.openAtLogin === undefined) return null;
  return (
    <Switch
      className={classes.login}
      label={t("settings.program.login")}
      description={t("settings.program.login.help")}
      checked={program.openAtLogin}
      onChange={(event) => change({ kind: "open-at-login", on: event.currentTarget.checked })}
    />
  );
}

function Services({ program, change, problem }: PartProps & { readonly problem: string }) {
  const t = useText();
  const [address, setAddress] = useState("");
  const { services, attachedTo, keyring } = program;
  const add = (event: FormEvent) => {
    event.preventDefault();
    change({ kind: "attach", address });
    setAddress("");
  };
  return (
    <>
      <h3 className={classes.title}>{t("desktop.services")}</h3>
      <p className={classes.line}>{t("desktop.services.help")}</p>
      <ul className={classes.list}>
        <li>
          <span>{t("shell.thisComputer")}</span>
          {attachedTo === undefined ? (
            <strong>{t("desktop.service.shown")}</strong>
          ) : (
            <ActionLink onClick={() => change({ kind: "detach" })}>{t("desktop.service.show")}</ActionLink>
          )}
        </li>
        {services.map((service) => (
          <li key={service.address}>
            <span className="mono">
              <Bdi>{service.address}</Bdi>
            </span>
            {attachedTo === service.address ? (
              <strong>{t("desktop.service.shown")}</strong>
            ) : (
              <ActionLink onClick={() => change({ kind: "attach", address: service.address })}>
                {t("desktop.service.show")}
              </ActionLink>
            )}
            <span className="small quiet">{service.passwordKept ? t("desktop.service.password") : null}</span>
            <ActionLink onClick={() => change({ kind: "forget", address: service.address })}>
              {t("desktop.service.forget")}
            </ActionLink>
          </li>
        ))}
      </ul>
      {keyring ? null : <p className={classes.line}>{t("desktop.service.noKeyring")}</p>}
      <form className={classes.add} onSubmit={add}>
        <TextInput
          label={t("desktop.service.address")}
          placeholder="pbx.example.com:8444"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={t.said(problem) || undefined}
          errorProps={{ role: "alert" }}
        />
        <Button type="submit" disabled={address.trim() === ""}>
          {t("desktop.service.add")}
        </Button>
      </form>
    </>
  );
}
