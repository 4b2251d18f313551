/** One endpoint: its state, what can be done with it, its test and its form. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { goTo, setPath } from "../../routing/use-route.ts";
import { EmptyState } from "../../ui/states.tsx";
import { endpointsOf } from "./draft.ts";
import { EndpointState, useLiveEndpoint } from "./endpoint-state.tsx";
import { EndpointTest } from "./endpoint-test.tsx";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";
import { NameDialog } from "./name-dialog.tsx";
import { PauseButton } from "./pause-button.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { SectionForm } from "./section-form.tsx";

export interface EndpointPageProps {
  readonly name: string;
  readonly wanted?: string | undefined;
}

export function EndpointPage({ name, wanted }: EndpointPageProps) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const live = useLiveEndpoint(name);
  const [dialog, setDialog] = useState<"rename" | "remove">();
  const close = () => setDialog(undefined);
  if (!endpointsOf(document, draft).includes(name)) {
    const all = () => setPath(["endpoints"]);
    return <EmptyState>{t.rich("settings.endpoints.gone", { name }, { all })}</EmptyState>;
  }
  return (
    <section className={classes.section} aria-label={t("settings.page.endpoint", { name })}>
      <div className={classes.row}>
        <h2>{t.rich("settings.page.endpoint", { name })}</h2>
        <EndpointState name={name} added={draft.added.includes(name)} />
      </div>
      <div className={classes.row}>
        <PauseButton name={name} />
        {live === undefined ? null : (
          <Button onClick={() => goTo("webhooks", [], { endpoint: name })}>
            {t("settings.endpoint.deliveries")}
          </Button>
        )}
        <Button onClick={() => setDialog("rename")}>{t("settings.endpoint.rename")}</Button>
        <Button color="bad" onClick={() => setDialog("remove")}>
          {t("settings.endpoint.remove")}
        </Button>
      </div>
      <SectionForm section={`endpoint.${name}`} wanted={wanted} />
      <EndpointTest name={name} />
      {dialog === "rename" ? <NameDialog from={name} onClose={close} /> : null}
      {dialog === "remove" ? <RemoveDialog name={name} onClose={close} /> : null}
    </section>
  );
}
