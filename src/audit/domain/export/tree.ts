import { base64 } from '../../../kernel/index.js';
import type { Checkpoint } from '../../../tlog/index.js';
import { broken } from '../verification.js';

/** Holds the tree of an export, recomputed line by line, against its checkpoint and those that someone kept. */
export class ExportTree {
  readonly #signed: Checkpoint;
  /** In order of size, not yet reached. */
  readonly #older: Checkpoint[];
  #size = 0;
  /** The size up to which an older checkpoint bears the tree out. */
  #sure = 0;

  constructor(signed: Checkpoint, older: readonly Checkpoint[]) {
    this.#signed = signed;
    this.#older = older.filter(({ size }) => size > 0).toSorted((one, other) => one.size - other.size);
  }

  get size(): number {
    return this.#size;
  }

  /** Sizes at which {@link add} needs the root, rising. */
  get sizes(): readonly number[] {
    return [...new Set(this.#older.map(({ size }) => size))];
  }

  /**
   * The next leaf.
   *
   * @param root of the tree with it, standard base64, where somebody signed that size
   * @throws ClaimBroken
   */
  add(index: number, root?: string): void {
    if (index !== this.#size) throw misplaced(index, this.#size);
    if (this.#size >= this.#signed.size) {
      const reason = `the signed checkpoint covers ${this.#signed.size} entries, and this is one more`;
      throw broken('leaf-signed', reason, { index });
    }
    this.#size += 1;
    this.#meetOlder(root);
  }

  /** Call after the last line. @param root of the whole tree, standard base64 @throws ClaimBroken */
  finish(root: string): void {
    const size = this.#size;
    if (size < this.#signed.size) {
      const reason = `the file ends at ${size} entries, but ${this.#signed.size} were signed`;
      throw broken('export-complete', reason, { index: size });
    }
    if (base64(this.#signed.root) !== root) {
      const reason = `entries ${this.#sure} to ${size - 1} are not the ones that were signed: the tree of size ${size} has another root`;
      throw broken('root-signed', reason, { index: size === 0 ? null : this.#sure });
    }
    const [ahead] = this.#older;
    if (ahead !== undefined) {
      const reason = `the log has ${size} entries, but a checkpoint of ${ahead.size} was seen: the end was cut off`;
      throw broken('known-checkpoint-extended', reason, { index: size });
    }
  }

  #meetOlder(root: string | undefined): void {
    for (let next = this.#older[0]; next?.size === this.#size; next = this.#older[0]) {
      if (base64(next.root) !== root) {
        const reason = `a checkpoint of size ${next.size} that was seen before has another root: history was rewritten`;
        throw broken('known-checkpoint-extended', reason, { index: next.size - 1 });
      }
      this.#sure = next.size;
      this.#older.shift();
    }
  }
}

function misplaced(index: number, expected: number) {
  const reason =
    index < expected
      ? `entry ${index} stands here a second time or out of its order`
      : `entry ${expected} is missing or out of its order: ${index} stands in its place`;
  return broken('index-in-order', reason, { index: index < expected ? index : expected });
}
