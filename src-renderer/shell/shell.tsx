/** The frame: bar, rail, at most one banner, and the view that the address names. */
import { useCallback, useEffect, useState } from "react";
import { visibleText } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import { useRoute } from "../routing/use-route.ts";
import { useEngine, useIsStale } from "../store/monitor-context.tsx";
import { useFirstStart } from "../views/first-start/use-first-start.ts";
import { ShellBanner } from "./banners.tsx";
import { CommandField } from "./commands.tsx";
import { Help } from "./help.tsx";
import { useShellKeys } from "./keys.ts";
import { Rail, viewTitles } from "./rail.tsx";
import classes from "./shell.module.css";
import { type SignOut, SignOutDialog, useMaySignOut } from "./sign-out.tsx";
import { StatusLine } from "./status-line.tsx";
import { TopBar } from "./top-bar.tsx";
import { ViewPlace } from "./view-place.tsx";

export interface ShellProps {
  readonly desktop: boolean;
  readonly signOut: SignOut | undefined;
  /** In the desktop program: the service that it shows instead of its own engine. */
  readonly attachedTo: string | undefined;
}

export function Shell({ desktop, signOut, attachedTo }: ShellProps) {
  const t = useText();
  const [layer, setLayer] = useState<"commands" | "help" | "sign-out">();
  const onCommands = useCallback(() => setLayer("commands"), []);
  const onHelp = useCallback(() => setLayer("help"), []);
  const askSignOut = useCallback(() => setLayer("sign-out"), []);
  const onSignOut = useMaySignOut(signOut) ? askSignOut : undefined;
  const close = useCallback(() => setLayer(undefined), []);
  useShellKeys({ onCommands, onHelp, desktop });
  useTitle(attachedTo);
  useFirstStart();
  const stale = useIsStale();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#view" onClick={skipToView}>
        {t("shell.skip")}
      </a>
      <TopBar onCommands={onCommands} onSignOut={onSignOut} attachedTo={attachedTo} />
      <div className={classes.below}>
        <Rail onSignOut={onSignOut} />
        <div className={classes.column}>
          <ShellBanner />
          <main
            id="view"
            className={classes.view}
            data-region="view"
            data-stale={stale || undefined}
            tabIndex={-1}
          >
            <ViewPlace />
          </main>
        </div>
      </div>
      <StatusLine />
      <CommandField open={layer === "commands"} onClose={close} onHelp={onHelp} onSignOut={onSignOut} />
      <Help open={layer === "help"} onClose={close} />
      {layer === "sign-out" && signOut !== undefined ? (
        <SignOutDialog signOut={signOut} onClose={close} />
      ) : null}
    </div>
  );
}

/** The hash belongs to the router, so the jump is made by hand. */
function skipToView(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("view")?.focus();
}

/** Names the view, the machine when it is another one, and nothing of a call: titles are seen when a screen is shared. */
function useTitle(attachedTo: string | undefined): void {
  const t = useText();
  const view = useRoute()?.view;
  const { kind, host } = useEngine((engine) => engine.program);
  const where = attachedTo ?? (kind === "service" ? visibleText(host) : undefined);
  const name = view === undefined || view === "start" ? undefined : t(viewTitles[view]);
  const title = [name, where, t("product")].filter((part) => part !== undefined).join(" · ");
  useEffect(() => {
    document.title = title;
    document.documentElement.lang = t.language;
  }, [title, t.language]);
}
