/** Product and host, the three states that matter most, and the way to every command. */
import { keyNames } from "../format/key-names.ts";
import { visibleText } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import { useEngine } from "../store/monitor-context.tsx";
import { IconSearch } from "../ui/icons.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { RailMenu } from "./rail.tsx";
import { chipsOf } from "./summary.ts";
import classes from "./top-bar.module.css";

export interface TopBarProps {
  readonly onCommands: () => void;
  /** Absent where there is no session to end. */
  readonly onSignOut: (() => void) | undefined;
  readonly attachedTo: string | undefined;
}

export function TopBar({ onCommands, onSignOut, attachedTo }: TopBarProps) {
  const t = useText();
  const program = useEngine((engine) => engine.program);
  const elsewhere = attachedTo ?? (program.kind === "service" ? program.host : undefined);
  const host = elsewhere === undefined ? t("shell.thisComputer") : visibleText(elsewhere);
  return (
    <header className={classes.bar} data-region="bar" aria-label={t("shell.region.bar")}>
      <RailMenu onSignOut={onSignOut} />
      <span className={classes.product}>
        <strong>{t("product")}</strong>
        <span className={`quiet ${classes.host}`}> · {host}</span>
      </span>
      {program.kind === "demo" ? (
        <span className={classes.demo} title={t("shell.demo.why")}>
          <StateShape state="simulated" />
          {t("shell.demo")}
        </span>
      ) : null}
      <Chips />
      <button type="button" className={classes.command} onClick={onCommands} title={t("command.title")}>
        <IconSearch size={16} stroke={1.75} />
        <span className={classes.hint}>{t("command.placeholder")}</span>
        <kbd>{/mac/i.test(navigator.platform) ? "⌘ K" : keyNames("Ctrl K", t.language)}</kbd>
      </button>
    </header>
  );
}

function Chips() {
  const t = useText();
  const pbx = useEngine((engine) => engine.pbx);
  const endpoints = useEngine((engine) => engine.endpoints);
  const recordings = useEngine((engine) => engine.recordings);
  const problems = useEngine((engine) => engine.problems);
  return (
    <ul className={classes.chips} aria-label={t("shell.status")}>
      {chipsOf({ pbx, endpoints, recordings, problems }).map((chip) => (
        <li key={chip.id}>
          <a href={chip.hash} className={classes.chip} title={t(chip.text, chip.values)}>
            <StateShape state={chip.shape} />
            <span className="cut">{t(chip.text, chip.values)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
