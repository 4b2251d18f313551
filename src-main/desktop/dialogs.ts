/** The few questions that cannot wait for the window. */
import { app, dialog } from "electron";
import type { Words } from "./words/words.ts";

/** True when nothing is in progress, or the user wants it all the same. */
export async function mayLeave(calls: number, leave: "quit" | "stop", words: Words): Promise<boolean> {
  if (calls === 0) return true;
  const { leaving } = words;
  const { response } = await dialog.showMessageBox({
    type: "warning",
    title: "3CX Webhook",
    message: leaving.sentence(calls),
    buttons: [leaving.keep, leaving[leave]],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** A question about a newer version; "later" is what closing it means. */
export async function mayUpdate(
  question: string,
  yes: "download" | "install",
  words: Words,
): Promise<boolean> {
  const { update } = words;
  const { response } = await dialog.showMessageBox({
    type: "question",
    title: "3CX Webhook",
    message: question,
    buttons: [update.later, update[yes]],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

export function showAbout(words: Words, version: string): void {
  void dialog.showMessageBox({
    type: "info",
    title: "3CX Webhook",
    message: words.about(version, process.versions["electron"] ?? ""),
    buttons: ["OK"],
  });
}

export function sayFailed(sentence: string): void {
  void dialog.showMessageBox({ type: "error", title: "3CX Webhook", message: sentence, buttons: ["OK"] });
}

/** Whether a certificate that nobody vouches for is the right one: only a person can compare it. */
export async function trustCertificate(
  question: {
    readonly host: string;
    readonly fingerprint: string;
    /** What was confirmed before. */
    readonly before: { readonly fingerprint: string; readonly confirmedAtMs: number } | undefined;
  },
  words: Words,
): Promise<boolean> {
  const { host, fingerprint, before } = question;
  const { trust } = words;
  const date = before === undefined ? "" : new Date(before.confirmedAtMs).toLocaleDateString(app.getLocale());
  const { response } = await dialog.showMessageBox({
    type: before === undefined ? "question" : "warning",
    title: "3CX Webhook",
    message: before === undefined ? trust.first(host) : trust.changed(host, date),
    detail:
      before === undefined ? trust.compare(fingerprint) : trust.oldAndNew(before.fingerprint, fingerprint),
    buttons: [trust.cancel, before === undefined ? trust.same : trust.renewed],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
