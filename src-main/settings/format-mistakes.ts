/** Mistakes and warnings as lines for a terminal or a log. */
import type { SettingsRemark } from "../../src-shared/settings/mistake.ts";

/** All of them, one line each. */
export function formatMistakes(remarks: readonly SettingsRemark[]): string {
  return remarks.map(formatMistake).join("\n");
}

/** Control characters are shown as ·, so that a file cannot steer the terminal. `settings.ini:12: [endpoint.crm] timeout_s = soon: expected a number of seconds from 1 to 120` */
export function formatMistake(remark: SettingsRemark): string {
  return lineOf(remark).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "·");
}

function lineOf({ file, line, variable, section, key, value, message }: SettingsRemark): string {
  const setting = [key, value].filter((part) => part !== undefined).join(" = ");
  // The name of a variable says section and key already.
  if (variable !== undefined)
    return `${value === undefined ? variable : `${variable} = ${value}`}: ${message}`;
  const place = line === undefined ? file : `${file}:${line}`;
  const subject = [section === "" ? "" : `[${section}]`, setting].filter((part) => part !== "").join(" ");
  return [place, subject, message].filter((part) => part !== "").join(": ");
}
