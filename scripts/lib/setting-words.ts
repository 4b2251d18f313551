/** Settings that a page names without their section: `retry_for_h`, `method = GET`. They exist and take that value. */
import { keysOf, SECTION_NAMES } from "../../src-shared/settings/schema.ts";
import type { SettingKey } from "../../src-shared/settings/setting-key.ts";
import type { Page } from "./markdown.ts";
import { codeIn } from "./markdown.ts";

/** `others`: names with underscores that are no settings: events, fields, metrics. */
export function settingWordComplaints(page: Page, others: ReadonlySet<string>): string[] {
  return page.prose.flatMap(({ number, text }) =>
    codeIn(text).flatMap((code) => {
      const complaint = complaintAbout(code, others);
      return complaint === undefined ? [] : [`${page.path}:${number}: ${complaint}`];
    }),
  );
}

function complaintAbout(code: string, others: ReadonlySet<string>): string | undefined {
  const [, name = "", value] = /^([a-z]+(?:_[a-z0-9]+)*)(?: = (.+))?$/.exec(code) ?? [];
  const keys = keysCalled(name);
  if (value !== undefined) {
    // Three dots, angle brackets and a single letter stand for something.
    if (keys.length === 0 && !others.has(name)) return `there is no setting ${name}.`;
    if (keys.length === 0 || /[…<>]|^[a-z]$/.test(value)) return undefined;
    const takes = keys.some(({ kind }) => kind.parse(value).ok);
    return takes ? undefined : `the setting ${name} does not take ${value}.`;
  }
  if (!name.includes("_") || keys.length > 0 || others.has(name)) return undefined;
  return `nothing is called ${name}.`;
}

function keysCalled(name: string): SettingKey<unknown>[] {
  return SECTION_NAMES.flatMap((section) => keysOf(section).get(name) ?? []);
}
