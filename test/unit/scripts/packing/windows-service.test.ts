// The Windows service and its installer belong together: names, folders, times.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const file = (name: string) => readFileSync(resolve(import.meta.dirname, "../../../..", name), "utf8");
const wrapper = file("packaging/windows/3cx-webhook-service.xml");
const script = file("packaging/windows/installer.nsh");
const byHand = file("packaging/windows/3cx-webhook.cmd");

test("wrapper, installer and the command by hand mean the same service and folder", () => {
  expect(wrapper).toContain("<id>3cx-webhook</id>");
  expect(script).toContain('!define SERVICE_NAME "3cx-webhook"');
  expect(wrapper).toContain('--data "%ProgramData%\\3CX Webhook Service"');
  expect(byHand).toContain('set "CXWEBHOOK_DATA=%ProgramData%\\3CX Webhook Service"');
  expect(script).toContain('!define SERVICE_DATA "$programData\\3CX Webhook Service"');
});

test("Node gets the same flags as on Debian", () => {
  const unit = file("packaging/debian/3cx-webhook.service");
  const flags = /^ExecStart=\S+\/node ((?:--\S+ )+)/m.exec(unit)?.[1];
  expect(flags).toBeDefined();
  expect(wrapper).toContain(`<arguments>${flags}"%BASE%\\headless.js"`);
});

test("the installer waits longer than the wrapper lets the program take for its end", () => {
  const stopS = Number(/<stoptimeout>(\d+) sec<\/stoptimeout>/.exec(wrapper)?.[1]);
  const waits = /!macro stopService[\s\S]*?\$6 < (\d+)/.exec(script)?.[1];
  expect(stopS).toBeGreaterThanOrEqual(60);
  expect(Number(waits)).toBeGreaterThan(stopS);
});

test("data goes only when somebody says so", () => {
  const uninstall = script.slice(script.indexOf("!macro customUnInstall\n"));
  expect(uninstall).toMatch(/StrCpy \$5 "keep"/);
  expect(uninstall).toContain('"--delete-data"');
  expect(uninstall).toContain("MB_DEFBUTTON2");
  expect(uninstall).toContain("/SD IDNO");
});

test("every sentence of the installer is there in English and in German", () => {
  const names = (language: string) =>
    [...script.matchAll(new RegExp(`LangString (\\w+) \\$\\{LANG_${language}\\}`, "g"))].map(
      ([, name]) => name,
    );
  expect(names("ENGLISH")).toEqual(names("GERMAN"));
  for (const [, used = ""] of script.matchAll(/\$\((\w+)\)/g)) expect(names("ENGLISH")).toContain(used);
});

test("each reason to give up has an exit code of its own, and the head of the script explains it", () => {
  const codes = [...script.matchAll(/!insertmacro giveUp "[^"]+" (\d+)/g)].map(([, code]) => Number(code));
  codes.push(Number(/SetErrorLevel (15)/.exec(script)?.[1]));
  expect(new Set(codes).size).toBe(codes.length);
  const head = script.slice(0, script.indexOf("!include"));
  for (const code of codes) expect(head).toMatch(new RegExp(`\\b${code} \\w`));
});
