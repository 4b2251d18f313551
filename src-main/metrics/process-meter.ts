/**
 * Memory, processor and event loop of this program. The client library's own collection of these starts a
 * timer of 10 ms at once and cannot be stopped; here nothing runs until somebody scrapes.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Registry } from "prom-client";
import { catalogue } from "./catalogue.ts";
import { counterOf, gaugeOf } from "./instruments.ts";

export interface ProcessMeter {
  /** At a scrape. */
  show(): void;
  stop(): void;
}

const resolutionMs = 20;
const nsPerS = 1e9;

export function createProcessMeter(registry: Registry, version: string): ProcessMeter {
  const cpu = counterOf(registry, catalogue.cpu);
  const memory = gaugeOf(registry, catalogue.memory);
  const heap = gaugeOf(registry, catalogue.heap);
  const lag = gaugeOf(registry, catalogue.eventLoopLag);
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  let countedCpuS = 0;
  gaugeOf(registry, catalogue.build).set({ version, node: process.versions.node }, 1);
  gaugeOf(registry, catalogue.startTime).set(Math.round(Date.now() / 1000 - process.uptime()));

  /** The histogram holds whole periods of its timer; what exceeds the period is the lag. */
  const lagOf = (delayNs: number): number => Math.max(0, delayNs / nsPerS - resolutionMs / 1000);

  return {
    show() {
      const { user, system } = process.cpuUsage();
      const cpuS = (user + system) / 1e6;
      cpu.inc(Math.max(0, cpuS - countedCpuS));
      countedCpuS = cpuS;
      const { rss, heapUsed } = process.memoryUsage();
      memory.set(rss);
      heap.set(heapUsed);
      lag.set({ quantile: "0.5" }, lagOf(delays.percentile(50)));
      lag.set({ quantile: "0.99" }, lagOf(delays.percentile(99)));
      lag.set({ quantile: "1" }, lagOf(delays.max));
      delays.reset();
      delays.enable();
    },
    stop() {
      delays.disable();
    },
  };
}
