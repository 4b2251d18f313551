/** One page of the form beside the list of all. While the text of the file is being edited, the form rests. */
import { useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { EmptyState } from "../../ui/states.tsx";
import { CapturePanel } from "./capture-panel.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { isDirty } from "./draft.ts";
import { EndpointCards } from "./endpoint-cards.tsx";
import { EndpointPage } from "./endpoint-page.tsx";
import { useSettingsForm } from "./form-context.tsx";
import form from "./form.module.css";
import classes from "./form-page.module.css";
import { ProgramPage } from "./program-page.tsx";
import { SectionForm } from "./section-form.tsx";
import { SectionList } from "./section-list.tsx";
import { type Page, partOf } from "./sections.ts";

export interface FormPageProps {
  readonly page: Page;
  /** The key that the address asks for. */
  readonly wanted?: string | undefined;
}

export function FormPage({ page, wanted }: FormPageProps) {
  return (
    <div className={classes.page}>
      <SectionList part={partOf(page)} />
      <div className={classes.content} tabIndex={-1}>
        <Content key={partOf(page)} page={page} wanted={wanted} />
      </div>
    </div>
  );
}

function Content({ page, wanted }: FormPageProps) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  if (page.kind === "program") return <ProgramPage />;
  if (draft.text !== undefined && isDirty(document, draft)) {
    const open = () => setQuery({ tab: "ini" });
    return <EmptyState>{t.rich("settings.form.textBusy", {}, { open })}</EmptyState>;
  }
  switch (page.kind) {
    case "endpoints":
      return <EndpointCards />;
    case "endpoint":
      return <EndpointPage name={page.name} wanted={wanted} />;
    case "section": {
      const { section } = page;
      return (
        <section className={form.section} aria-label={t(`settings.page.${section}`)}>
          <h2>{t(`settings.page.${section}`)}</h2>
          <SectionForm section={section} wanted={wanted} />
          {section === "pbx" || section === "recordings" ? <CheckPanel section={section} /> : null}
          {section === "pbx" ? <CapturePanel /> : null}
        </section>
      );
    }
    default: {
      const _never: never = page;
      return _never;
    }
  }
}
