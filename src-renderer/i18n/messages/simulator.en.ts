/** The simulator. English. */
export const simulatorEn = {
  "simulator.title": "Simulator",
};
