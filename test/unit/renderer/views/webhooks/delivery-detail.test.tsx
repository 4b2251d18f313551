import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { forgetResends } from "../../../../../src-renderer/views/webhooks/resends.ts";
import type { FakeAnswers } from "../../fake-client.ts";
import { renderApp, type Shown, type ShownOptions } from "../../render-app.tsx";
import { aDetail, aPlan, answered, logAnswers, rowOf } from "./log-fixtures.ts";

afterEach(forgetResends);

const one = { ...aPlan, planId: "resend-1", toSend: 1 };

function show(id: number, answers: FakeAnswers = {}, options: ShownOptions = {}): Shown {
  return renderApp({
    hash: `#/webhooks/${id}`,
    ...options,
    answers: {
      ...logAnswers(),
      "resend.plan": () => ({ ...one, endpoints: [...one.endpoints] }),
      ...answers,
    },
  });
}

const detail = () => screen.findByRole("complementary", { name: "Delivery" });
const lastAsked = (shown: Shown, method: string) =>
  shown.client.asked.filter((question) => question.method === method).at(-1)?.params;

test("given up: the reason first, the receiver's words, what to do, and no next try", async () => {
  const shown = show(519);
  const region = await detail();
  expect(
    await within(region).findByText(/answered 422 Unprocessable Entity/, { selector: "strong *" }),
  ).toBeDefined();
  expect(within(region).getByText(/user is required/)).toBeDefined();
  expect(within(region).getByText(/none, it is over \(3 attempts\)/)).toBeDefined();
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  await shown.user.click(within(region).getByRole("button", { name: "Check the format" }));
  expect(location.hash).toBe("#/settings/endpoint.crm/dialect");
});

test("retry: next try with its deadline; a down receiver is probed by hand", async () => {
  const shown = show(520);
  const region = await detail();
  expect(await within(region).findByText(/after the probe at/)).toBeDefined();
  expect(await within(region).findByText(/tried until/)).toBeDefined();
  expect(within(region).getAllByText("failed here").length).toBeGreaterThan(0);
  await shown.user.click(within(region).getByRole("button", { name: "Probe now" }));
  expect(lastAsked(shown, "endpoint.probe")).toEqual({ endpoint: "crm" });
});

test("behind an earlier event of its call", async () => {
  show(518);
  expect(await within(await detail()).findByText(/Waits for the earlier event of this call/)).toBeDefined();
});

test("resend of one that failed: no question, the result in place", async () => {
  const shown = show(519);
  await shown.user.click(await within(await detail()).findByRole("button", { name: "Resend" }));
  expect(lastAsked(shown, "resend.plan")).toEqual({ filter: { ids: [519] }, includeDelivered: false });
  expect(await screen.findByText("Sending again…")).toBeDefined();
  const progress = { total: 1, handedOver: 1, delivered: 1, failed: 0, state: "done" } as const;
  await shown.draw(() => shown.client.push("resend", { planId: "resend-1", progress }));
  expect(await screen.findByText("Sent again and accepted.")).toBeDefined();
});

test("resend of one that was delivered asks first", async () => {
  const shown = show(517);
  await shown.user.click(await within(await detail()).findByRole("button", { name: "Resend…" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("It carries the same webhook-id.");
  expect(lastAsked(shown, "resend.plan")).toBeUndefined();
  await shown.user.click(within(dialog).getByRole("button", { name: "Send again" }));
  expect(lastAsked(shown, "resend.plan")).toEqual({ filter: { ids: [517] }, includeDelivered: true });
});

test("a body that is gone: says why nothing is sent", async () => {
  const gone = { ...one, toSend: 0, delivered: 0, underWay: 0, contentGone: 1, endpoints: [] };
  const shown = show(519, { "resend.plan": () => gone });
  await shown.user.click(await within(await detail()).findByRole("button", { name: "Resend" }));
  expect(await screen.findByText(/its body is no longer kept/)).toBeDefined();
});

test("since this one: failed events of this endpoint from here on", async () => {
  const shown = show(519);
  await shown.user.click(await within(await detail()).findByRole("button", { name: /since this one/ }));
  await screen.findByRole("dialog");
  expect(lastAsked(shown, "resend.plan")).toEqual({
    filter: {
      endpoints: ["crm"],
      states: ["gave-up", "expired", "dropped"],
      fromMs: rowOf(519).acceptedAtMs,
    },
    includeDelivered: false,
  });
});

test("tabs: answer of the chosen attempt, the call's other events, ids", async () => {
  const shown = show(519);
  const region = await detail();
  await shown.user.click(await within(region).findByRole("tab", { name: "Answer" }));
  expect(within(region).getByText("Status 422")).toBeDefined();
  await shown.user.click(within(region).getByRole("tab", { name: "Call" }));
  expect(within(region).getByRole("table")).toBeDefined();
  await shown.user.click(within(region).getByRole("tab", { name: "Technical" }));
  expect(within(region).getByText(rowOf(519).eventId)).toBeDefined();
});

test("the answer's headers as a table and as they were; its whole length beside what is kept", async () => {
  const answer = "x".repeat(8192);
  const tries = aDetail(519).tries.map((attempt) => {
    return { ...attempt, answer, headersLeft: 2, answerBytes: 100_000_000, answerMore: true as const };
  });
  const shown = show(519, { "log.delivery": () => answered(aDetail(519, { tries })) });
  await shown.user.click(await within(await detail()).findByRole("tab", { name: "Answer" }));
  const region = await detail();
  expect(within(region).getByText("more than 100 MB")).toBeDefined();
  expect(within(region).getByText("Only the first 8 KiB of more than 100 MB are kept.")).toBeDefined();
  expect(within(region).getByText("server").closest("div")?.textContent).toBe("servernginx");
  expect(within(region).getByText("2 more headers are not kept.")).toBeDefined();
  await shown.user.click(
    within(within(region).getByRole("radiogroup", { name: "Headers" })).getByLabelText("Raw"),
  );
  expect(
    within(region)
      .getByText(/^server: nginx/)
      .closest("pre"),
  ).not.toBeNull();
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
});

test("an answer of an older program says that its headers were not kept", async () => {
  const tries = aDetail(519).tries.map(({ headers: _headers, answerBytes: _bytes, ...attempt }) => attempt);
  const shown = show(519, { "log.delivery": () => answered(aDetail(519, { tries })) });
  await shown.user.click(await within(await detail()).findByRole("tab", { name: "Answer" }));
  expect(await screen.findByText("The headers of this answer were not kept.")).toBeDefined();
});

test("phases name each part of a connection, and one that was used again says so", async () => {
  const [first] = aDetail(519).tries;
  if (first === undefined) throw new Error("no attempt");
  const again = { ...first, phases: { queueMs: 1, reused: true as const, firstByteMs: 30, totalMs: 31 } };
  const probe = { ...first, probe: true as const };
  show(519, { "log.delivery": () => answered(aDetail(519, { tries: [again, probe] })) });
  const figure = await screen.findByRole("figure", { name: "Where the time went" });
  expect(figure.textContent).toMatch(/name look-up.*TCP.*TLS.*first byte/);
  expect(figure.textContent).not.toContain("open already");
  const attempts = screen.getByText("2 attempts").parentElement ?? document.body;
  const [newest, older] = within(attempts).getAllByRole("button");
  expect(newest?.textContent).toContain("probe");
  expect(older?.textContent).not.toContain("probe");
});

test("a connection that was open already is named", async () => {
  const tries = aDetail(519).tries.map((attempt) => {
    return { ...attempt, phases: { queueMs: 1, reused: true as const, totalMs: 31 } };
  });
  show(519, { "log.delivery": () => answered(aDetail(519, { tries })) });
  const figure = await screen.findByRole("figure", { name: "Where the time went" });
  expect(figure.textContent).toContain("on a connection that was open already");
});

test("a simulated call is marked, and until when it is tried is the engine's word", async () => {
  const deadlineAtMs = rowOf(520).acceptedAtMs + 5_400_000;
  const delivery = aDetail(520, { simulated: true, test: true, deadlineAtMs });
  show(520, { "log.delivery": () => answered(delivery) });
  const region = await detail();
  expect((await within(region).findAllByText(/simulated call/)).length).toBeGreaterThan(0);
  expect(within(region).queryByText("test event")).toBeNull();
  expect(within(region).getByText(/tried until/)).toBeDefined();
});

test("brackets go to the neighbours, t to the technical side, Escape back to the list", async () => {
  const { user } = show(519);
  await within(await detail()).findByRole("tab", { name: "Request" });
  await user.keyboard("{]}");
  await waitFor(() => expect(location.hash).toBe("#/webhooks/518"));
  await user.keyboard("{[}");
  await waitFor(() => expect(location.hash).toBe("#/webhooks/519"));
  await within(await detail()).findByRole("tab", { name: "Request" });
  await user.keyboard("t");
  expect(
    within(await detail())
      .getByRole("tab", { name: "Technical" })
      .getAttribute("aria-selected"),
  ).toBe("true");
  await user.keyboard("{Escape}");
  expect(location.hash).toBe("#/webhooks");
});

test("copy as cURL asks the engine, which hides what is secret", async () => {
  const shown = show(519);
  await shown.user.click(await within(await detail()).findByRole("button", { name: /bash/ }));
  expect(lastAsked(shown, "log.curl")).toEqual({ id: 519, shell: "bash" });
  expect(await navigator.clipboard.readText()).toBe("curl -H $AUTH");
});

test("pruned: says how long the log is kept", async () => {
  show(4711);
  expect(await within(await detail()).findByText("No longer kept (14 days).")).toBeDefined();
});

test("news about it are shown without closing anything", async () => {
  let state: "retry" | "delivered" = "retry";
  const shown = show(520, {
    "log.delivery": () => ({ delivery: { ...aDetail(520, { state }), tries: [] } }),
  });
  expect(await within(await detail()).findByText(/kept and tried again/)).toBeDefined();
  state = "delivered";
  await shown.draw(() => shown.client.push("log-rows", { rows: [{ ...rowOf(520), state }], skipped: 0 }));
  expect(await within(await detail()).findByText(/accepted this at/)).toBeDefined();
});
