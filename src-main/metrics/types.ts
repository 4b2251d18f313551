/** What the metrics room hands to its neighbours: a page for a scraper. */

export interface MetricsPage {
  /** Value for the header content-type. */
  readonly contentType: string;
  /** Prometheus text format. */
  readonly text: string;
}
