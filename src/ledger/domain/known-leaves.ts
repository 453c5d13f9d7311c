/**
 * Which entries above the low-water mark have their leaf, as far as whoever leads knows: it gave them. So the search for
 * entries without one begins behind the last in a row, and not at the mark, which follows by some rounds of the loop.
 *
 * An entry that is not known here is looked for, whatever its `seq`. Only committed leaves may be told.
 */
export class KnownLeaves {
  #floor: bigint;
  /** Above the floor, behind a `seq` that is unknown: rolled back, not committed yet, or of another log. */
  readonly #above = new Set<bigint>();

  constructor(mark: bigint) {
    this.#floor = mark;
  }

  /** Up to here every entry that will ever exist has its leaf. */
  get floor(): bigint {
    return this.#floor;
  }

  has(seq: bigint): boolean {
    return seq <= this.#floor || this.#above.has(seq);
  }

  add(seq: bigint): void {
    if (seq <= this.#floor) return;
    this.#above.add(seq);
    this.#rise();
  }

  /** The low-water mark has moved: what is unknown below it will never exist. */
  passMark(mark: bigint): void {
    if (mark <= this.#floor) return;
    this.#floor = mark;
    for (const seq of this.#above) if (seq <= mark) this.#above.delete(seq);
    this.#rise();
  }

  #rise(): void {
    while (this.#above.delete(this.#floor + 1n)) this.#floor += 1n;
  }
}
