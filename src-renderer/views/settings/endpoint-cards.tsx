/** All endpoints as cards: how each stands, and the ways to its form. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../format/numbers.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { Bdi } from "../../ui/bdi.tsx";
import { IconPlus } from "../../ui/icons.ts";
import { EmptyState } from "../../ui/states.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import { endpointsOf, keepEndpoint, shownText } from "./draft.ts";
import { editDraft } from "./draft-store.ts";
import classes from "./endpoint-cards.module.css";
import { EndpointState, useLiveEndpoint, useWaiting } from "./endpoint-state.tsx";
import { useSettingsForm } from "./form-context.tsx";
import form from "./form.module.css";
import { Leaving } from "./leaving.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { PauseButton } from "./pause-button.tsx";

export function EndpointCards() {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const [adding, setAdding] = useState(false);
  const names = endpointsOf(document, draft);
  const gone = draft.removed.filter((name) => !names.includes(name));
  return (
    <section className={form.section} aria-label={t("settings.page.endpoints")}>
      <div className={form.row}>
        <h2>{t("settings.page.endpoints")}</h2>
        <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setAdding(true)}>
          {t("settings.endpoints.add")}
        </Button>
      </div>
      <Leaving />
      {names.length === 0 && gone.length === 0 ? (
        <EmptyState>{t.rich("settings.endpoints.none", {}, { add: () => setAdding(true) })}</EmptyState>
      ) : null}
      <ul className={classes.cards}>
        {names.map((name) => (
          <Card key={name} name={name} />
        ))}
        {gone.map((name) => (
          <li key={name} className={classes.card}>
            <h3>
              <s>
                <Bdi>{name}</Bdi>
              </s>
            </h3>
            <StateLabel state="attention" word={t("settings.endpoints.leaving")} />
            <div className={form.row}>
              <Button onClick={() => editDraft((before) => keepEndpoint(before, name))}>
                {t("settings.endpoints.bring")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {adding ? <NameDialog onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function Card({ name }: { readonly name: string }) {
  const t = useText();
  const { document, draft, remarks } = useSettingsForm();
  const section = `endpoint.${name}`;
  const live = useLiveEndpoint(name);
  const waiting = useWaiting(name);
  const url = shownText(document, draft, section, "url");
  const mistakes = remarks.filter((remark) => remark.section === section && remark.kind === "mistake").length;
  return (
    <li className={classes.card}>
      <h3>
        <a href={`#/settings/${section}`}>
          <Bdi>{name}</Bdi>
        </a>
      </h3>
      <EndpointState name={name} added={draft.added.includes(name)} />
      <div className={`${classes.address} mono`} title={visibleText(url)}>
        <Bdi>{url === "" ? "–" : url}</Bdi>
      </div>
      <div className="small">
        <span className="mono">{shownText(document, draft, section, "dialect")}</span>
        {live === undefined ? null : <> · {t("settings.endpoints.waiting", { n: waiting })}</>}
      </div>
      {mistakes === 0 ? null : (
        <StateLabel
          state="given-up"
          word={`${formatCount(mistakes, t.language)} ${t("settings.page.mistaken")}`}
        />
      )}
      <div className={form.row}>
        <Button onClick={() => setPath([section])} aria-label={t("settings.endpoints.openOf", { name })}>
          {t("settings.endpoints.open")}
        </Button>
        <PauseButton name={name} />
      </div>
    </li>
  );
}
