/** Headers as a table and as the lines they were, always as text, whatever they contain. */
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../../i18n/text.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { NoteLine } from "../../../ui/states.tsx";
import classes from "./exchange.module.css";
import { Pairs } from "./pairs.tsx";

export interface HeadersViewProps {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** How many are not kept. */
  readonly left?: number;
}

export function HeadersView({ headers, left = 0 }: HeadersViewProps) {
  const t = useText();
  const [raw, setRaw] = useState(false);
  const text = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <section>
      <div className={classes.headersHead}>
        <h3 className={classes.title}>{t("webhooks.headers")}</h3>
        {headers.length === 0 ? null : (
          <span className={classes.headersTools}>
            <SegmentedControl
              aria-label={t("webhooks.headers")}
              value={raw ? "raw" : "pretty"}
              onChange={(value) => setRaw(value === "raw")}
              data={[
                { value: "pretty", label: t("webhooks.headers.table") },
                { value: "raw", label: t("details.raw") },
              ]}
            />
            <CopyButton text={text} name={t("webhooks.headers.copy")} />
          </span>
        )}
      </div>
      {headers.length === 0 ? (
        <NoteLine>{t("webhooks.headers.none")}</NoteLine>
      ) : raw ? (
        <pre className={`mono ${classes.rawHeaders}`} tabIndex={0} dir="ltr">
          {headers.map(([name, value], place) => (
            <span key={place}>
              <Bdi>{`${name}: ${value}`}</Bdi>
              {"\n"}
            </span>
          ))}
        </pre>
      ) : (
        <Pairs pairs={headers} />
      )}
      {left > 0 ? <NoteLine>{t("webhooks.headers.left", { n: left })}</NoteLine> : null}
    </section>
  );
}
