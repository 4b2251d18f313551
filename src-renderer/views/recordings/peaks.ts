/** The outline of a sound: one height for each column of a waveform. Pure. */

/** The loudest sample of each of `columns` stretches, 0 to 1; fewer columns when there are fewer samples. */
export function peaksOf(samples: Float32Array, columns: number): number[] {
  const count = Math.min(columns, samples.length);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * samples.length) / count);
    const to = Math.floor(((column + 1) * samples.length) / count);
    let peak = 0;
    for (let at = from; at < to; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return Math.min(1, peak);
  });
}
