// Over a real WebSocket, with TLS, on a loopback port.
import { createSocketChannel } from "../../src-renderer/client/socket-channel.ts";
import { openMonitor } from "../unit/web/monitor/monitor-fixture.ts";
import { describeConformance } from "./conformance.ts";

describeConformance("WebSocket and https", async (accept) => {
  const monitor = await openMonitor({ accept });
  return {
    connect: () => createSocketChannel({ open: () => monitor.socket(), whyNot: async () => "not-allowed" }),
    close: () => monitor.server.stop(),
  };
});
