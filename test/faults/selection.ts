/** How much of the fault tests runs: all by `npm run test:faults`, a few by `npm test`. */
export const allFaults = process.env["FAULTS"] === "all";

/** 1, 2, 3 … `usual`; or others, also to go on where a campaign was ended: `SEEDS=201-400 npm run test:faults -- FILE`. */
export function chosenSeeds(usual: number): number[] {
  const [, from = "1", to = String(usual)] = /^(\d+)-(\d+)$/.exec(process.env["SEEDS"] ?? "") ?? [];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
}
