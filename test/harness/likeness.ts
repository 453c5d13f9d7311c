/** Whether two ways of asking take the same time, told from many measurements of one run and never from a clock alone. */

/** Some calls of either kind that were made by turns, in milliseconds. */
export interface Block {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface Comparison {
  /** How sure: standard deviations (Wilcoxon signed ranks); positive where the second takes longer. */
  readonly z: number;
  /** How much longer the second takes in the middle one of the blocks, as a part of the first. */
  readonly shift: number;
}

/**
 * Of each block the fastest of either kind: what else the machine does only ever makes a call slower, and what it does
 * for a while it does to both.
 *
 * @see F. Wilcoxon, Biometrics Bulletin 1 (1945); normal approximation, from 15 blocks on
 */
export function compareBlocks(blocks: readonly Block[]): Comparison {
  const ratios = blocks.map(({ first, second }) => Math.log(Math.min(...second) / Math.min(...first)));
  const byRank = ratios.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  const sum = byRank.reduce((ranks, ratio, place) => ranks + Math.sign(ratio) * (place + 1), 0);
  const n = ratios.length;
  const z = sum / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 6);
  return { z, shift: Math.exp(medianOf(ratios)) - 1 };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (place: number): number => sorted[Math.floor(place)] ?? Number.NaN;
  return (at(middle - 0.5) + at(middle)) / 2;
}
