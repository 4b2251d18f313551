/** What windows do with captures: begin one, end it, look how it goes. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { CaptureDesk } from "../capture/create-desk.ts";

export function captureHandlers(
  desk: CaptureDesk,
): Pick<Handlers<typeof contract>, `capture.${"start" | "stop" | "status"}`> {
  return {
    "capture.start": async ({ minutes }) => {
      const started = await desk.start(minutes);
      return started.ok ? started.view : refuse("failed", started.sentence);
    },
    "capture.stop": () => desk.stop(),
    "capture.status": () => desk.view(),
  };
}
