/** docs/troubleshooting.md explains everything the program says about itself, in its very words, and nothing else. */
import { overallStates } from "../../src-main/metrics/label-values.ts";
import {
  alarmKinds,
  attemptOutcomes,
  endpointStates,
  storeAlarmKinds,
} from "../../src-shared/contract/word-lists.ts";
import type { Page, Section } from "./markdown.ts";
import { firstCells, flowing } from "./markdown.ts";
import { spokenAnswers, spokenEnds, spokenFailures, spokenStates } from "./spoken-words.ts";

/** Headings that the rules look for; sections of states are the third-level ones below the first. */
const parts = {
  states: "The connection to 3CX, state by state",
  overall: "The whole connection: pbx.state",
  endpoints: "A receiver: endpoints[].state",
  store: "What keeps the webhooks: store.state",
  alarms: "What needs a person: alarms[].kind",
  results: "One attempt: result",
  failures: "No usable answer",
  answers: "An answer that is no success",
  ends: "An end without an attempt",
} as const;

export function troubleshootingComplaints(page: Page): string[] {
  return [
    ...stateComplaints(page),
    ...tableComplaints(page, parts.overall, overallStates.map(inCode)),
    ...tableComplaints(page, parts.endpoints, endpointStates.map(inCode)),
    ...tableComplaints(page, parts.store, ["ok", ...storeAlarmKinds].map(inCode)),
    ...tableComplaints(page, parts.alarms, alarmKinds.map(inCode)),
    ...tableComplaints(page, parts.results, attemptOutcomes.map(inCode)),
    ...tableComplaints(page, parts.failures, spokenFailures()),
    ...tableComplaints(page, parts.answers, spokenAnswers()),
    ...tableComplaints(page, parts.ends, spokenEnds()),
  ];
}

const inCode = (name: string): string => `\`${name}\``;

/** The sections between a heading and the next one of its level. */
function below(page: Page, heading: string): readonly Section[] {
  const start = page.sections.findIndex((section) => section.heading === heading);
  if (start < 0) return [];
  const level = page.sections[start]?.level ?? 0;
  const end = page.sections.findIndex((section, index) => index > start && section.level <= level);
  return page.sections.slice(start + 1, end < 0 ? undefined : end);
}

function stateComplaints(page: Page): string[] {
  const written = below(page, parts.states);
  const spoken = spokenStates();
  const invented = written
    .filter(({ heading }) => !spoken.some(({ name }) => name === heading))
    .map(({ heading, line }) => `${page.path}:${line}: there is no state ${heading}.`);
  const wrong = spoken.flatMap(({ name, sentence, advice }) => {
    const section = written.find(({ heading }) => heading === name);
    if (section === undefined) return [`${page.path}: the state ${name} has no section.`];
    const text = flowing(section.lines);
    return [`> ${sentence}`, advice]
      .filter((wanted) => !text.includes(wanted))
      .map((wanted) => `${page.path}:${section.line}: ${name} must say: ${wanted}`);
  });
  return [...invented, ...wrong];
}

function tableComplaints(page: Page, heading: string, wanted: readonly string[]): string[] {
  const section = page.sections.find((each) => each.heading === heading);
  if (section === undefined) return [`${page.path}: the heading "${heading}" is missing.`];
  const written = firstCells(section);
  return [
    ...written
      .filter(({ text }) => !wanted.includes(text))
      .map(({ number, text }) => `${page.path}:${number}: the program never says: ${text}`),
    ...wanted
      .filter((text) => !written.some((cell) => cell.text === text))
      .map((text) => `${page.path}:${section.line}: a row is missing for: ${text}`),
  ];
}
