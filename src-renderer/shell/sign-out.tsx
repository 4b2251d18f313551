/** The way out of a window that came by login: asked once, ended at the service, nothing kept in the page. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { MonitorSession } from "../client/session.ts";
import { useText } from "../i18n/text.tsx";
import { useConnection } from "../store/monitor-context.tsx";
import { Banner } from "../ui/banner.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { forgetDraft, useUnsavedSettings } from "../views/settings/draft-store.ts";

export interface SignOut {
  /** Whether there is a session to end: without a password everybody on that machine is in. */
  isOffered(): Promise<boolean>;
  /** `false`: the service did not end it. */
  end(): Promise<boolean>;
  /** Afterwards: the page begins anew, at the login, with nothing of what it knew. */
  startAgain(): void;
}

export function signOutOf(session: Pick<MonitorSession, "ask" | "logout">): SignOut {
  return {
    isOffered: async () => (await session.ask())?.password === true,
    end: () => session.logout(),
    startAgain: () => location.reload(),
  };
}

/** Asked at each connection: the password may have been set or removed meanwhile. */
export function useMaySignOut(signOut: SignOut | undefined): boolean {
  const connected = useConnection().kind === "connected";
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    if (signOut === undefined || !connected) return;
    let left = false;
    void signOut.isOffered().then((answer) => (left ? undefined : setOffered(answer)));
    return () => {
      left = true;
    };
  }, [signOut, connected]);
  return offered;
}

export function SignOutDialog({
  signOut,
  onClose,
}: {
  readonly signOut: SignOut;
  readonly onClose: () => void;
}) {
  const t = useText();
  const unsaved = useUnsavedSettings();
  const [state, setState] = useState<"asked" | "busy" | "failed">("asked");
  const leave = async () => {
    setState("busy");
    if (!(await signOut.end())) return setState("failed");
    // Else the browser would ask whether to leave what is not saved.
    forgetDraft();
    signOut.startAgain();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("shell.signOut.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" loading={state === "busy"} onClick={() => void leave()} data-autofocus>
            {t("shell.signOut")}
          </Button>
        </>
      }
    >
      <div>{t("shell.signOut.what")}</div>
      {unsaved ? <div>{t.rich("shell.signOut.unsaved")}</div> : null}
      {state === "failed" ? (
        <div role="alert">
          <Banner tone="bad" shape="attention">
            {t.rich("shell.signOut.failed")}
          </Banner>
        </div>
      ) : null}
    </Dialog>
  );
}
