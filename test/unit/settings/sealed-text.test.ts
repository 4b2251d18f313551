import { expect, test } from "vitest";
import { createSealedText } from "../../../src-main/settings/sealed-text.ts";

const keyring = (owner: string, available = true) => ({
  available,
  seal: (text: string) => `${owner}/${[...text].toReversed().join("")}`,
  open: (sealed: string) =>
    sealed.startsWith(`${owner}/`) ? [...sealed.slice(owner.length + 1)].toReversed().join("") : undefined,
});
const file = "; mine\n[pbx]\nurl = https://pbx.example.com ; here\nclient_secret = abc\n";

test("secrets are sealed, everything else stays as it was written", () => {
  const sealed = createSealedText(keyring("me"));
  expect(sealed.open(file)).toBe(file);
  const written = sealed.seal(file);
  expect(written).toBe(file.replace("= abc", "= sealed:me/cba"));
  expect(sealed.open(written)).toBe(file);
});

test("a secret of another user counts as empty and survives being written again", () => {
  const theirs = createSealedText(keyring("them")).seal(file);
  const mine = createSealedText(keyring("me"));
  const opened = mine.open(theirs);
  expect(opened).toContain("client_secret = \n");
  expect(mine.unreadable()).toEqual([{ section: "pbx", key: "client_secret" }]);
  expect(mine.seal(opened)).toBe(theirs);
  expect(mine.seal(opened.replace("client_secret = ", "client_secret = new"))).toContain("sealed:me/wen");
});

test("without a key store a new secret lives until quit, and one that was written by hand stays", () => {
  const sealed = createSealedText(keyring("", false));
  sealed.open(file);
  expect(sealed.seal(file)).toBe(file);
  const written = sealed.seal(file.replace("= abc", "= new"));
  expect(written).not.toMatch(/abc|new/);
  expect(sealed.open(written)).toContain("client_secret = new");
  // Another change of the file keeps it.
  expect(sealed.open(sealed.seal(sealed.open(written)))).toContain("client_secret = new");
  expect(createSealedText(keyring("", false)).open(written)).not.toContain("new");
});
