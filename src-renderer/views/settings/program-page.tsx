/** What belongs to this window and program and not to the settings file: looks, versions, places, licences. */
import { Button, SegmentedControl, Switch } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DesktopPanel } from "../../desktop/desktop-panel.tsx";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { type Preferences, setPreferences, usePreferences } from "../../store/preferences.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { windowVersion } from "../../window-version.ts";
import form from "./form.module.css";
import { licences } from "./licences.ts";
import classes from "./program-page.module.css";
import { UpdateLine } from "./update-line.tsx";

export function ProgramPage() {
  const t = useText();
  return (
    <section className={form.section} aria-label={t("settings.page.program")}>
      <h2>{t("settings.page.program")}</h2>
      <Looks />
      <DesktopPanel />
      <UpdateLine />
      <About />
      <h3 className={classes.title}>{t("settings.program.start")}</h3>
      <p className={classes.line}>{t("settings.program.start.help")}</p>
      <Button onClick={() => goTo("start")}>{t("settings.program.start.open")}</Button>
      <h3 className={classes.title}>{t("settings.program.licences")}</h3>
      <p className={classes.line}>{t("settings.program.licences.own")}</p>
      <dl className={classes.facts}>
        {Object.entries(licences).map(([licence, packages]) => (
          <Fact key={licence} name={licence}>
            {packages.join(", ")}
          </Fact>
        ))}
      </dl>
      <p className={classes.line}>{t("settings.program.licences.ffmpeg")}</p>
    </section>
  );
}

/** Each holds at once; the last change can be taken back. */
function Looks() {
  const t = useText();
  const { scheme, language, density, singleKeys } = usePreferences();
  const [undo, setUndo] = useState<{ readonly what: string; readonly before: Partial<Preferences> }>();
  const change = (what: string, next: Partial<Preferences>, before: Partial<Preferences>) => {
    setPreferences(next);
    setUndo({ what, before });
  };
  const takeBack = () => {
    if (undo !== undefined) setPreferences(undo.before);
    setUndo(undefined);
  };
  return (
    <>
      <h3 className={classes.title}>{t("settings.program.window")}</h3>
      <div className="small quiet">{t("settings.program.instant")}</div>
      <div role="status" className={classes.undo}>
        {undo === undefined ? null : (
          <>
            {t("settings.program.undo", { what: undo.what })}{" "}
            <ActionLink onClick={takeBack}>{t("action.undo")}</ActionLink>
          </>
        )}
      </div>
      <Choice
        label={t("settings.program.scheme")}
        value={scheme}
        words={["system", "light", "dark"]}
        wordOf={(word) => t(`settings.program.scheme.${word}`)}
        onChoose={(word) => change(t("settings.program.scheme"), { scheme: word }, { scheme })}
      />
      <Choice
        label={t("settings.program.language")}
        value={language}
        words={["en", "de"]}
        wordOf={(word) => (word === "de" ? "Deutsch" : "English")}
        onChoose={(word) => change(t("settings.program.language"), { language: word }, { language })}
      />
      <Choice
        label={t("settings.program.density")}
        value={density}
        words={["normal", "compact"]}
        wordOf={(word) => t(`settings.program.density.${word}`)}
        onChoose={(word) => change(t("settings.program.density"), { density: word }, { density })}
      />
      <Field
        label={t("settings.program.keys")}
        help={t("settings.program.keys.help")}
        control={switchOf(singleKeys, (on) =>
          change(t("settings.program.keys"), { singleKeys: on }, { singleKeys }),
        )}
      />
    </>
  );
}

const switchOf = (on: boolean, onChange: (on: boolean) => void) => (control: FieldControlProps) => (
  <Switch {...control} checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
);

interface ChoiceProps<Word extends string> {
  readonly label: string;
  readonly value: Word;
  readonly words: readonly Word[];
  readonly wordOf: (word: Word) => string;
  readonly onChoose: (word: Word) => void;
}

function Choice<Word extends string>({ label, value, words, wordOf, onChoose }: ChoiceProps<Word>) {
  return (
    <div className={classes.choice}>
      <strong aria-hidden="true">{label}</strong>
      <SegmentedControl
        aria-label={label}
        value={value}
        data={words.map((word) => ({ value: word, label: wordOf(word) }))}
        onChange={(chosen) => {
          const word = words.find((known) => known === chosen);
          if (word !== undefined) onChoose(word);
        }}
      />
    </div>
  );
}

function About() {
  const t = useText();
  const program = useEngine((engine) => engine.program);
  const storage = useEngine((engine) => engine.recordings.storage);
  return (
    <>
      <h3 className={classes.title}>{t("settings.program.about")}</h3>
      <dl className={classes.facts}>
        <Fact name={t("settings.program.versionWindow")}>
          <span className="numbers">{windowVersion}</span>
        </Fact>
        <Fact name={t("settings.program.versionService")}>
          <span className="numbers">{program.version}</span>
        </Fact>
        <Fact name={t("settings.program.host")}>
          <Bdi>{`${program.host} (${program.platform})`}</Bdi>
        </Fact>
        <Path name={t("settings.program.file")} path={program.settingsPath} />
        <Path name={t("settings.program.data")} path={program.dataFolder} />
        <Path name={t("settings.program.recordings")} path={storage} />
      </dl>
    </>
  );
}

function Path({ name, path }: { readonly name: string; readonly path: string }) {
  const t = useText();
  return (
    <Fact name={name}>
      {path === "" ? (
        t("value.unknown")
      ) : (
        <>
          <span className="mono">
            <Bdi>{path}</Bdi>
          </span>
          <CopyButton text={path} name={t("settings.program.copyPath", { path })} />
        </>
      )}
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
