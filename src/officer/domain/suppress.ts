/** Which numbers may leave the officers' own view. Pure. */

/** Fewer than these are not told. */
export const smallest = 10;

export interface Sum {
  readonly count: number;
  /** Different children among them. */
  readonly children: number;
}

/** Numbers of one purpose in one time. */
interface Counts {
  readonly asked: number;
  readonly released: number;
  readonly refused: number;
}

/** Of one purpose in one time: of all, and of each partner that asked. */
export interface Sums {
  readonly asked: Sum;
  readonly released: Sum;
  readonly refused: Sum;
  readonly own: readonly Counts[];
}

export type Told = { readonly [part in keyof Counts]: number | null };

const none: Told = { asked: null, released: null, refused: null };
const isSafe = (count: number): boolean => count === 0 || count >= smallest;
const isOfMany = ({ count, children }: Sum): boolean =>
  count === 0 || (isSafe(count) && children >= smallest);

/**
 * A number is told only where neither itself, nor the rest that it leaves, nor what any partner can compute of either by
 * taking its own away, is small.
 */
export function told({ asked, released, refused, own }: Sums): Told {
  const all: Counts = { asked: asked.count, released: released.count, refused: refused.count };
  // What is known of all, and to each partner of the others.
  const known = [all, ...own.map((one) => othersBeside(one, all))];
  const areSafe = (numberIn: (counts: Counts) => number): boolean => known.map(numberIn).every(isSafe);
  if (!isOfMany(asked) || !areSafe((of) => of.asked)) return none;
  const tells = (part: 'released' | 'refused', sum: Sum): boolean =>
    isOfMany(sum) && areSafe((of) => of[part]) && areSafe((of) => of.asked - of[part]);
  const tellsReleased = tells('released', released);
  const tellsRefused =
    tells('refused', refused) && (!tellsReleased || areSafe((of) => of.asked - of.released - of.refused));
  return {
    asked: all.asked,
    released: tellsReleased ? all.released : null,
    refused: tellsRefused ? all.refused : null,
  };
}

const othersBeside = (own: Counts, all: Counts): Counts => ({
  asked: all.asked - own.asked,
  released: all.released - own.released,
  refused: all.refused - own.refused,
});
