/** What the simulated phone system does wrong meanwhile: a few at first, all on demand, chosen ones always. */
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import classes from "./fault-list.module.css";
import type { Fault } from "./run-draft.ts";

const shownFirst = 6;

export function FaultList({
  faults,
  chosen,
  onChange,
}: {
  readonly faults: readonly Fault[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const t = useText();
  const [all, setAll] = useState(false);
  const shown = faults.filter(({ name }, at) => all || at < shownFirst || chosen.includes(name));
  const hidden = faults.length - shown.length;
  return (
    <div className={classes.faults}>
      <ul className={classes.list}>
        {shown.map(({ name, title, summary, lossy }) => (
          <li key={name}>
            <Checkbox
              classNames={{ description: classes.summary ?? "" }}
              label={title}
              description={
                <>
                  {summary} {lossy ? <em>({t("simulator.faults.lossy")})</em> : null}
                </>
              }
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked ? [...chosen, name] : chosen.filter((each) => each !== name),
                )
              }
            />
          </li>
        ))}
      </ul>
      {faults.length > shownFirst ? (
        <Button
          variant="subtle"
          className={classes.more ?? ""}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all || hidden === 0 ? t("simulator.faults.fewer") : t("simulator.faults.more", { n: hidden })}
        </Button>
      ) : null}
    </div>
  );
}
