import { expect, test } from "vitest";
import { autostartFile } from "../../../src-main/desktop/autostart-file.ts";

const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(autostartFile(command))?.[1];

test("a program with odd letters in its path starts all the same", () => {
  expect(exec("/opt/3cx-webhook/3cx-webhook", "--hidden")).toBe("/opt/3cx-webhook/3cx-webhook --hidden");
  expect(exec("/home/a b/100%/app")).toBe('"/home/a b/100%%/app"');
  expect(exec('/x/"$`/app')).toBe(String.raw`"/x/\\"\\$\\` + '`/app"');
});
