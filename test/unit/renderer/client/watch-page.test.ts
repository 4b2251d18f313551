// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { watchPage } from "../../../../src-renderer/client/watch-page.ts";
import type { ClientState } from "../../../../src-renderer/client/client-types.ts";

test("the client learns when the page is hidden, shown, and back on the network", () => {
  let state: ClientState = { kind: "connected", serviceVersion: "2.0.0" };
  const client = { setHidden: vi.fn(), connectNow: vi.fn(), state: () => state };
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(false);
  const stop = watchPage(window, client);
  hidden.mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(client.setHidden.mock.calls).toEqual([[false], [true]]);

  window.dispatchEvent(new Event("online"));
  expect(client.connectNow).not.toHaveBeenCalled();
  state = { kind: "reconnecting", sinceMs: 0, reason: "lost" };
  window.dispatchEvent(new Event("online"));
  expect(client.connectNow).toHaveBeenCalledOnce();

  stop();
  document.dispatchEvent(new Event("visibilitychange"));
  window.dispatchEvent(new Event("online"));
  expect([client.setHidden.mock.calls.length, client.connectNow.mock.calls.length]).toEqual([2, 1]);
});
