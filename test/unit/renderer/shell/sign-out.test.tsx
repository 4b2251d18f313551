import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { signOutOf, type SignOut } from "../../../../src-renderer/shell/sign-out.tsx";
import { withEdit } from "../../../../src-renderer/views/settings/draft.ts";
import {
  editDraft,
  forgetDraft,
  takeDocument,
  useSettingsDraft,
} from "../../../../src-renderer/views/settings/draft-store.ts";
import { renderApp } from "../render-app.tsx";
import { aDocument } from "../views/settings/settings-fixtures.ts";

beforeEach(forgetDraft);

function aSignOut(over: Partial<SignOut> = {}) {
  const done: string[] = [];
  const signOut: SignOut = {
    isOffered: async () => true,
    end: async () => {
      done.push("ended");
      return true;
    },
    startAgain: () => void done.push("begun anew"),
    ...over,
  };
  return { signOut, done };
}

test("asks once, ends the session, forgets what was typed and begins anew", async () => {
  const { signOut, done } = aSignOut();
  const { user } = renderApp({ signOut });
  takeDocument(aDocument());
  editDraft((draft) => withEdit(draft, "endpoint.crm", "secret", "whsec_typed"));
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/changes that are not saved/)).toBeDefined();
  expect(done).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(done).toEqual(["ended", "begun anew"]));
  expect(JSON.stringify(useSettingsDraft.getState())).not.toContain("whsec_typed");
});

test("is among the commands", async () => {
  const { signOut } = aSignOut();
  const { user } = renderApp({ signOut, language: "de" });
  await screen.findByRole("button", { name: "Abmelden" });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("abmel{Enter}");
  expect(await screen.findByRole("dialog", { name: "Abmelden?" })).toBeDefined();
});

test("a service that does not answer has not ended it: that is said, and nothing is thrown away", async () => {
  const { signOut, done } = aSignOut({ end: async () => false });
  const { user } = renderApp({ signOut });
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.queryByText(/not saved/)).toBeNull();
  await user.click(dialog.getByRole("button", { name: "Sign out" }));
  expect((await dialog.findByRole("alert")).textContent).toMatch(/session is still open/);
  expect(done).toEqual([]);
});

test("is not offered where nobody has logged in, nor in the desktop program", async () => {
  const { signOut } = aSignOut({ isOffered: async () => false });
  const first = renderApp({ signOut });
  await first.draw(() => {});
  expect(screen.queryByRole("button", { name: "Sign out" })).toBeNull();
  first.unmount();
  renderApp({ desktop: true });
  expect(screen.queryByRole("button", { name: "Sign out" })).toBeNull();
});

test("there is a session to end when the service has a password", async () => {
  const answer = { access: "granted", sentence: "", password: true } as const;
  const logout = async () => true;
  expect(await signOutOf({ ask: async () => answer, logout }).isOffered()).toBe(true);
  expect(await signOutOf({ ask: async () => ({ ...answer, password: false }), logout }).isOffered()).toBe(
    false,
  );
  expect(await signOutOf({ ask: async () => undefined, logout }).isOffered()).toBe(false);
});
