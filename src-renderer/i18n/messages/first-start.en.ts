/** The first start. English. */
export const firstStartEn = {
  "first.title": "First start",
  "first.demo": "Look around with the demo",
};
