/** The state in one sentence, for the tray. */
import type { DesktopState } from "../../src-shared/contract/desktop-state.ts";

export function stateWords(state: DesktopState): string {
  switch (state.kind) {
    case "starting":
      return "3CX Webhook is starting.";
    case "failed":
      return "3CX Webhook could not start. Open the window to see why.";
    case "running": {
      const { pbx, endpoints } = state.health;
      const troubled = endpoints.find((endpoint) => endpoint.state !== "ok");
      if (pbx.state !== "connected" || troubled === undefined) return pbx.sentence;
      return `${troubled.name} does not take its webhooks; ${troubled.waiting} wait.`;
    }
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
