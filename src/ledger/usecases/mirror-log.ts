import type { Inclusion } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { equalBytes } from '../../kernel/index.js';
import { HashTree, stateInclusion } from '../../tlog/index.js';
import { LedgerDamaged } from '../domain/errors.js';
import { type Head, headOf, leavesBetween } from '../store/tree.js';

const pageSize = 20_000;

/** The log's tree in memory, up to a signed head; what makes a proof cost no query. Loaded from SQL, never trusted over it. */
export class LogMirror {
  readonly #logId: number;
  #tree = new HashTree();
  #head: Head | null = null;
  #highestSeq = 0n;

  constructor(logId: number) {
    this.#logId = logId;
  }

  get head(): Head | null {
    return this.#head;
  }

  /** Of all entries that have a leaf here. */
  get highestSeq(): bigint {
    return this.#highestSeq;
  }

  /**
   * Reads what others wrote since.
   *
   * @returns whether there was anything
   * @throws LedgerDamaged when leaves are missing or do not lead to the signed root
   */
  async catchUp(tx: Tx): Promise<boolean> {
    const head = await headOf(tx, this.#logId);
    if (head === null || head.size === this.#head?.size) return false;
    if (head.size < this.#tree.size) throw new LedgerDamaged('the log is smaller than it was');
    while (this.#tree.size < head.size) {
      const leaves = await leavesBetween(tx, this.#logId, this.#tree.size, head.size, pageSize);
      if (leaves.length === 0) throw new LedgerDamaged(`leaf ${this.#tree.size} is missing`);
      for (const leaf of leaves) {
        if (leaf.index !== this.#tree.size) throw new LedgerDamaged(`leaf ${this.#tree.size} is missing`);
        this.#append(leaf);
      }
    }
    if (!equalBytes(this.#tree.root(), head.root)) {
      throw new LedgerDamaged(`the leaves do not lead to the signed root of size ${head.size}`);
    }
    this.#head = head;
    return true;
  }

  /** Adds leaves in memory only; they count once {@link settle} names the head that was written with them. */
  extend(leaves: readonly { readonly seq: bigint; readonly hash: Uint8Array }[]): {
    size: number;
    root: Uint8Array;
  } {
    for (const leaf of leaves) this.#append(leaf);
    return { size: this.#tree.size, root: this.#tree.root() };
  }

  settle(head: Head): void {
    this.#head = head;
  }

  forget(): void {
    this.#tree = new HashTree();
    this.#head = null;
    this.#highestSeq = 0n;
  }

  /** Null when the index lies beyond the head known here. */
  inclusionOf(index: number): Inclusion | null {
    if (this.#head === null || index >= this.#head.size) return null;
    return stateInclusion(this.#tree, index, this.#head.size, this.#head.note);
  }

  #append(leaf: { readonly seq: bigint; readonly hash: Uint8Array }): void {
    this.#tree.append(leaf.hash);
    if (leaf.seq > this.#highestSeq) this.#highestSeq = leaf.seq;
  }
}
