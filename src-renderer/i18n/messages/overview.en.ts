/** The overview. English. */
export const overviewEn = {
  "overview.title": "Overview",
};
