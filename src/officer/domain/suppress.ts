/** Which numbers may leave the officers' own view. Pure. */

/** Fewer than these are not told. */
export const smallest = 10;

export interface Sum {
  readonly count: number;
  /** Different children among them. */
  readonly children: number;
}

/** Of one purpose in one time: of all, and of each partner that asked. */
export interface Sums {
  readonly asked: Sum;
  readonly released: Sum;
  readonly refused: Sum;
  readonly own: readonly { readonly asked: number; readonly released: number; readonly refused: number }[];
}

export interface Told {
  readonly asked: number | null;
  readonly released: number | null;
  readonly refused: number | null;
}

const none: Told = { asked: null, released: null, refused: null };
const isSafe = (count: number): boolean => count === 0 || count >= smallest;
const isOfMany = ({ count, children }: Sum): boolean =>
  count === 0 || (isSafe(count) && children >= smallest);

/**
 * A number is told only where neither itself, nor the rest that it leaves, nor what any partner can compute by taking its
 * own from it, is small.
 */
export function told({ asked, released, refused, own }: Sums): Told {
  const othersSafe = (part: keyof Told, { count }: Sum): boolean =>
    own.every((one) => isSafe(count - one[part]));
  if (!isOfMany(asked) || !othersSafe('asked', asked)) return none;
  const safe = (part: 'released' | 'refused', sum: Sum): boolean =>
    isOfMany(sum) && isSafe(asked.count - sum.count) && othersSafe(part, sum);
  const tellsReleased = safe('released', released);
  const rest = asked.count - refused.count - (tellsReleased ? released.count : 0);
  return {
    asked: asked.count,
    released: tellsReleased ? released.count : null,
    refused: safe('refused', refused) && isSafe(rest) ? refused.count : null,
  };
}
