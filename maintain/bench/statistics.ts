export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** Returns the minimum, median and maximum. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
  return { min: sorted[0] ?? NaN, median, max: sorted.at(-1) ?? NaN };
}

/** Returns the value that this percentage of the values doesn't exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? NaN;
}

/** Returns the average change from one value to the next, by linear regression. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = (index: number) => index - middle;
  const above = values.reduce((sum, value, index) => sum + deviation(index) * (value - mean), 0);
  const below = values.reduce((sum, _, index) => sum + deviation(index) ** 2, 0);
  return above / below;
}
