/** The window over a fake engine, in a real browser: what the address asks for is shown. */
import "../../../src-renderer/no-code-at-run-time.ts";
import "@mantine/core/styles.css";
import "../../../src-renderer/theme/tokens.css";
import "../../../src-renderer/theme/base.css";
import { createRoot } from "react-dom/client";
import { App } from "../../../src-renderer/app.tsx";
import { createMonitorStore } from "../../../src-renderer/store/monitor-store.ts";
import { createFakeClient } from "../../unit/renderer/fake-client.ts";
import { Marks } from "./marks.tsx";
import { scenes } from "./scenes.ts";

const wanted = new URLSearchParams(location.search).get("scene") ?? "busy";
const scene = scenes[wanted] ?? scenes["busy"];
const client = createFakeClient(scene ?? {});
const connection = createMonitorStore(client, {
  nowMs: () => Date.now(),
  frame: (run) => requestAnimationFrame(run),
});
const place = document.getElementById("app");
if (place !== null) {
  createRoot(place).render(
    wanted === "marks" ? (
      <Marks />
    ) : (
      <App
        client={client}
        connection={connection}
        login={async () => ({ outcome: "wrong-password", sentence: "", triesLeft: 3, pauseS: 300 })}
        host="pbx.example.com:8444"
        desktop={false}
      />
    ),
  );
}
