/** The way between the sections: a list beside the form, a select in narrow windows. Marks say where something is open. */
import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateMark } from "../../ui/state-label.tsx";
import { changesOf, endpointsOf } from "./draft.ts";
import { useSettingsForm } from "./form-context.tsx";
import { pageNames, pageParts } from "./sections.ts";
import classes from "./section-list.module.css";

export function SectionList({ part }: { readonly part: string }) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const endpoints = endpointsOf(document, draft);
  return (
    <>
      <nav className={classes.list} aria-label={t("settings.sections")} data-region="sections">
        {pageNames.map((page) => (
          <div key={page}>
            <Way part={page} current={part}>
              {t(`settings.page.${page}`)}
            </Way>
            {page === "endpoints"
              ? endpoints.map((name) => (
                  <Way key={name} part={`endpoint.${name}`} current={part} inner>
                    <Bdi cut>{name}</Bdi>
                  </Way>
                ))
              : null}
          </div>
        ))}
      </nav>
      <div className={classes.select}>
        <NativeSelect
          aria-label={t("settings.sections")}
          value={part}
          onChange={(event) => setPath([event.currentTarget.value])}
          data={pageParts(endpoints).map((value) => ({
            value,
            label: value.startsWith("endpoint.")
              ? `– ${value.slice("endpoint.".length)}`
              : t(`settings.page.${pageNames.find((name) => name === value) ?? "pbx"}`),
          }))}
        />
      </div>
    </>
  );
}

interface WayProps {
  readonly part: string;
  readonly current: string;
  readonly inner?: boolean;
  readonly children: ReactNode;
}

function Way({ part, current, inner = false, children }: WayProps) {
  const t = useText();
  const { document, draft, remarks } = useSettingsForm();
  const unsaved = changesOf(document, draft).some((change) => change.section === part);
  const mistaken = remarks.some(({ section, kind }) => section === part && kind === "mistake");
  const paused = useEngine(
    (engine) => engine.endpoints.find(({ name }) => `endpoint.${name}` === part)?.state === "paused",
  );
  return (
    <a
      className={classes.way}
      href={`#/settings/${encodeURIComponent(part)}`}
      aria-current={part === current ? "page" : undefined}
      data-inner={inner || undefined}
      data-ring-inside
    >
      <span className="cut">{children}</span>
      <span className={classes.marks}>
        {paused ? <StateMark state="paused" /> : null}
        {mistaken ? <StateMark state="given-up" word={t("settings.page.mistaken")} /> : null}
        {unsaved ? (
          <span className={classes.unsaved} title={t("settings.page.unsaved")}>
            <span className="for-reader">{t("settings.page.unsaved")}</span>
          </span>
        ) : null}
      </span>
    </a>
  );
}
