import { base64, equalBytes } from '../../../kernel/index.js';
import { entryHash } from '../../../ledger/index.js';
import { type Checkpoint, CompactRange } from '../../../tlog/index.js';
import { broken } from '../verification.js';

/** Recomputes the tree of an export, line by line, and holds it against its checkpoint and those that someone kept. */
export class ExportTree {
  readonly #range = new CompactRange();
  readonly #signed: Checkpoint;
  /** In order of size, not yet reached. */
  readonly #older: Checkpoint[];
  /** The size up to which an older checkpoint bears the tree out. */
  #sure = 0;

  constructor(signed: Checkpoint, older: readonly Checkpoint[]) {
    this.#signed = signed;
    this.#older = older.filter(({ size }) => size > 0).toSorted((one, other) => one.size - other.size);
  }

  get size(): number {
    return this.#range.size;
  }

  get root(): string {
    return base64(this.#range.root());
  }

  /** @returns the hash of the leaf @throws ClaimBroken */
  add(index: number, kind: string, commitment: string): Uint8Array {
    const { size } = this.#range;
    if (index !== size) throw misplaced(index, size);
    if (size >= this.#signed.size) {
      const reason = `the signed checkpoint covers ${this.#signed.size} entries, and this is one more`;
      throw broken('leaf-signed', reason, { index });
    }
    const leaf = entryHash(kind, Buffer.from(commitment, 'base64'));
    this.#range.append(leaf);
    this.#meetOlder();
    return leaf;
  }

  /** Call after the last line. @throws ClaimBroken */
  finish(): void {
    const { size } = this.#range;
    if (size < this.#signed.size) {
      const reason = `the file ends at ${size} entries, but ${this.#signed.size} were signed`;
      throw broken('export-complete', reason, { index: size });
    }
    if (!equalBytes(this.#signed.root, this.#range.root())) {
      const reason = `entries ${this.#sure} to ${size - 1} are not the ones that were signed: the tree of size ${size} has another root`;
      throw broken('root-signed', reason, { index: size === 0 ? null : this.#sure });
    }
    const [ahead] = this.#older;
    if (ahead !== undefined) {
      const reason = `the log has ${size} entries, but a checkpoint of ${ahead.size} was seen: the end was cut off`;
      throw broken('known-checkpoint-extended', reason, { index: size });
    }
  }

  #meetOlder(): void {
    for (let next = this.#older[0]; next?.size === this.#range.size; next = this.#older[0]) {
      if (!equalBytes(next.root, this.#range.root())) {
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
