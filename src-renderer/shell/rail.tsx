/** The way between the views: a column of names, of icons when it is narrow, a menu when it is very narrow. */
import { Menu } from "@mantine/core";
import { type ComponentType, type ReactNode, useState } from "react";
import type { Language } from "../format/language.ts";
import { formatCount } from "../format/numbers.ts";
import { type TextKey, useText } from "../i18n/text.tsx";
import { hashOf, type ViewName, viewNames } from "../routing/route.ts";
import { goTo, useRoute } from "../routing/use-route.ts";
import { useEngine } from "../store/monitor-context.tsx";
import { useUnsavedSettings } from "../views/settings/draft-store.ts";
import {
  IconFlask,
  IconLayoutDashboard,
  IconLogout,
  IconMenu2,
  IconPhoneIncoming,
  IconSettings,
  IconWaveSine,
  IconWebhook,
} from "../ui/icons.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { viewKeys } from "./keys.ts";
import classes from "./rail.module.css";
import { isFailing, newerVersion, waitingDeliveries } from "./summary.ts";

const icons: Readonly<Record<ViewName, ComponentType<{ readonly size?: number; readonly stroke?: number }>>> =
  {
    overview: IconLayoutDashboard,
    calls: IconPhoneIncoming,
    webhooks: IconWebhook,
    recordings: IconWaveSine,
    settings: IconSettings,
    simulator: IconFlask,
  };

export const viewTitles: Readonly<Record<ViewName, TextKey>> = {
  overview: "nav.overview",
  calls: "nav.calls",
  webhooks: "nav.webhooks",
  recordings: "nav.recordings",
  settings: "nav.settings",
  simulator: "nav.simulator",
};

interface RailProps {
  /** Absent where there is no session to end. */
  readonly onSignOut: (() => void) | undefined;
}

export function Rail({ onSignOut }: RailProps) {
  const t = useText();
  const current = useRoute()?.view;
  return (
    <nav className={classes.rail} aria-label={t("nav.label")} data-region="rail">
      {viewNames.map((view) => {
        const Icon = icons[view];
        return (
          <a
            key={view}
            href={hashOf(view)}
            className={classes.item}
            aria-current={current === view ? "page" : undefined}
            title={`${t(viewTitles[view])} (g ${viewKeys[view]})`}
            data-ring-inside
          >
            <Icon size={16} stroke={1.75} />
            <span className={classes.name}>{t(viewTitles[view])}</span>
            <ViewMark view={view} />
          </a>
        );
      })}
      <Foot onSignOut={onSignOut} />
    </nav>
  );
}

/** The same ways as a menu, for windows under 640 px and high zoom. */
export function RailMenu({ onSignOut }: RailProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const current = useRoute()?.view;
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t("nav.menu")}>
          <IconMenu2 size={16} stroke={1.75} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {viewNames.map((view) => (
          <Menu.Item
            key={view}
            onClick={() => goTo(view)}
            aria-current={current === view ? "page" : undefined}
          >
            {t(viewTitles[view])}
          </Menu.Item>
        ))}
        {onSignOut === undefined ? null : (
          <>
            <Menu.Divider />
            <Menu.Item onClick={onSignOut}>{t("shell.signOut")}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is going on in a view, at its name: a number, or a mark when something is wrong. */
function ViewMark({ view }: { readonly view: ViewName }) {
  const t = useText();
  const calls = useEngine((engine) => engine.calls.size);
  const waiting = useEngine(waitingDeliveries);
  const failing = useEngine(isFailing);
  const mistaken = useEngine((engine) => engine.settings.mistakes.length > 0);
  const unsaved = useUnsavedSettings();
  const newer = useEngine(newerVersion);
  if (view === "calls" && calls > 0) {
    return <Mark says={t("nav.calls.count", { n: calls })}>{shortCount(calls, t.language)}</Mark>;
  }
  if (view === "webhooks" && (waiting > 0 || failing)) {
    const said = t("nav.webhooks.count", { n: waiting });
    return (
      <Mark says={failing ? `${said}, ${t("nav.failing")}` : said}>
        {waiting > 0 ? <span className={classes.number}>{shortCount(waiting, t.language)}</span> : null}
        {failing ? <StateShape state="attention" size={14} /> : null}
      </Mark>
    );
  }
  if (view === "settings" && mistaken) {
    return (
      <Mark says={t("nav.mistake")}>
        <StateShape state="attention" size={14} />
      </Mark>
    );
  }
  if (view === "settings" && unsaved) {
    return (
      <Mark says={t("settings.page.unsaved")}>
        <span className={classes.unsaved} title={t("settings.page.unsaved")} />
      </Mark>
    );
  }
  if (view === "settings" && newer !== undefined) {
    const said = t("nav.update", { version: newer });
    return (
      <Mark says={said}>
        <span className={classes.unsaved} title={said} />
      </Mark>
    );
  }
  return null;
}

/** Beside a name there is room for four figures; readers hear the exact number. */
function shortCount(count: number, language: Language): string {
  return count > 9_999
    ? `${formatCount(Math.floor(count / 1_000), language)}k+`
    : formatCount(count, language);
}

function Mark({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  return (
    <span className={classes.mark}>
      <span className={`numbers ${classes.figure}`} aria-hidden="true">
        {children}
      </span>
      <span className="for-reader">{says}</span>
    </span>
  );
}

function Foot({ onSignOut }: RailProps) {
  const t = useText();
  const kind = useEngine((engine) => engine.program.kind);
  const host = useEngine((engine) => engine.program.host);
  const newer = useEngine(newerVersion);
  return (
    <div className={classes.foot}>
      {newer === undefined ? null : (
        <a href={hashOf("settings", ["program"])} className={`${classes.name} small`}>
          {t("nav.update", { version: newer })}
        </a>
      )}
      {kind === "demo" ? (
        <span className={classes.demo} title={t("shell.demo.why")}>
          <StateShape state="simulated" />
          <span className={classes.name}>{t("shell.demo")}</span>
        </span>
      ) : null}
      <span className={`${classes.name} quiet small cut`} title={host}>
        {kind === "desktop" || kind === "demo" ? t("shell.thisComputer") : host}
      </span>
      {onSignOut === undefined ? null : (
        <button type="button" className={classes.out} onClick={onSignOut} title={t("shell.signOut")}>
          <IconLogout size={16} stroke={1.75} />
          <span className={classes.name}>{t("shell.signOut")}</span>
        </button>
      )}
    </div>
  );
}
