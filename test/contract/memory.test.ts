import { createMemoryChannelPair } from "../../src-shared/rpc/memory-channel.ts";
import { describeConformance } from "./conformance.ts";

describeConformance("memory", async (accept) => ({
  connect() {
    const [window, engine] = createMemoryChannelPair();
    accept(engine);
    return window;
  },
  close: async () => {},
}));
