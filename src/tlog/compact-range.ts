import { emptyRoot, nodeHash } from './tree.js';

/**
 * The right edge of a growing tree: the roots of its perfect subtrees, largest first. Enough to append and to know
 * the root in O(log n) memory, for a reader who streams a log.
 */
export class CompactRange {
  #size = 0;
  readonly #edge: Uint8Array[] = [];

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let node = leaf;
    for (let position = this.#size; position % 2 === 1; position = (position - 1) / 2) {
      node = nodeHash(this.#edge.pop() ?? emptyRoot, node);
    }
    this.#edge.push(node);
    this.#size += 1;
  }

  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const subtree of this.#edge.toReversed()) {
      root = root === undefined ? subtree : nodeHash(subtree, root);
    }
    return root ?? emptyRoot;
  }
}
