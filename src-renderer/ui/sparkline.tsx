/** A small chart of an hour: one column per minute, failures by pattern and place, not by colour alone. */
import classes from "./sparkline.module.css";

export interface SparkColumn {
  readonly ok: number;
  readonly failed: number;
}

/** `label` says in words what the chart shows. Failures hang from the base line, successes stand on it. */
export function Sparkline({
  columns,
  label,
}: {
  readonly columns: readonly SparkColumn[];
  readonly label: string;
}) {
  const most = Math.max(1, ...columns.map((column) => Math.max(column.ok, column.failed)));
  const up = 15;
  const down = 7;
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${Math.max(1, columns.length) * 3} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {columns.map(({ ok, failed }, place) => (
        <g key={place}>
          {ok > 0 ? (
            <rect className={classes.ok} x={place * 3} width={2} y={16 - bar(ok, up)} height={bar(ok, up)} />
          ) : null}
          {failed > 0 ? (
            <rect className={classes.failed} x={place * 3} width={2} y={17} height={bar(failed, down)} />
          ) : null}
        </g>
      ))}
      <path className={classes.base} d={`M0 16.5h${Math.max(1, columns.length) * 3}`} />
    </svg>
  );

  function bar(value: number, height: number): number {
    return Math.max(1.5, (value / most) * height);
  }
}
