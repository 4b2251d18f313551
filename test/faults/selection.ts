/** How much of the fault tests runs: all by `npm run test:faults`, a few by `npm test`. */
export const allFaults = process.env["FAULTS"] === "all";
