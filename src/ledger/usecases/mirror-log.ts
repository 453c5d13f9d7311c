import type { Inclusion } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { equalBytes } from '../../kernel/index.js';
import {
  consistencyPath,
  type FullTile,
  HashTile,
  hashesOnLevel,
  inclusionPath,
  type NodeSource,
  type RightEdge,
  rightEdge,
  stateInclusion,
  tileWidth,
} from '../../tlog/index.js';
import { LedgerDamaged } from '../domain/errors.js';
import { insertTiles, leafTileCount, partialTiles } from '../store/tiles.js';
import { type Head, headOf, highestSeqOf, leavesBetween } from '../store/tree.js';
import { TileHold } from './hold-tiles.js';

const pageSize = 20_000;

type Checkpoint = Pick<Head, 'size' | 'note'>;

/**
 * The log's tree up to a signed head, in memory that does not grow with it; what makes the proof of a recent entry cost
 * no query. Loaded from SQL, never trusted over it.
 */
export class LogMirror {
  readonly #logId: number;
  readonly #tilesInMemory: number;
  #hold: TileHold;
  #head: Head | null = null;
  #highestSeq = 0n;
  /** Of trees in which something was proven, for the other proofs in them. */
  #edges = new WeakMap<Checkpoint, RightEdge>();

  /** @param tilesInMemory full tiles at most, of 16 kB each */
  constructor(logId: number, tilesInMemory: number) {
    this.#logId = logId;
    this.#tilesInMemory = tilesInMemory;
    this.#hold = new TileHold(logId, tilesInMemory);
  }

  get head(): Head | null {
    return this.#head;
  }

  /** Of all entries that have a leaf here. */
  get highestSeq(): bigint {
    return this.#highestSeq;
  }

  /**
   * Reads what others wrote since; at the beginning the right edge from the tiles, and only the leaves after it.
   *
   * @returns whether there was anything
   * @throws LedgerDamaged when tiles or leaves are missing or do not lead to the signed root
   */
  async catchUp(tx: Tx): Promise<boolean> {
    return this.#read(tx, async () => undefined);
  }

  /**
   * For whoever begins to lead: writes the tiles that a process of an earlier release left out, if there are any.
   *
   * @throws LedgerDamaged; the session must end then, and nothing of it remains
   */
  async completeTiles(tx: Tx): Promise<void> {
    if (this.#head === null) return;
    if ((await leafTileCount(tx, this.#logId)) >= hashesOnLevel(1, this.#head.size)) return;
    this.forget();
    await tx.query('BEGIN');
    await this.#read(tx, (tiles) => insertTiles(tx, this.#logId, tiles));
    await tx.query('COMMIT');
  }

  /** Adds leaves in memory only; they count once {@link settle} names the head that was written with them. */
  extend(leaves: readonly { readonly seq: bigint; readonly hash: Uint8Array }[]): {
    readonly size: number;
    readonly root: Uint8Array;
    /** Those that the leaves completed. */
    readonly tiles: readonly FullTile[];
  } {
    for (const leaf of leaves) this.#append(leaf);
    return { size: this.#hold.size, root: this.#hold.root(), tiles: this.#hold.takeCompleted() };
  }

  settle(head: Head): void {
    this.#hold.written();
    this.#head = head;
  }

  forget(): void {
    this.#hold = new TileHold(this.#logId, this.#tilesInMemory);
    this.#head = null;
    this.#highestSeq = 0n;
    this.#edges = new WeakMap();
  }

  /** From memory alone: null when it does not suffice, or the index lies beyond the head known here. */
  inclusionOf(index: number): Inclusion | null {
    const head = this.#head;
    if (head === null || index >= head.size) return null;
    return this.#hold.computeNow(inclusionIn(index, head, this.#edgeOf(head)));
  }

  /**
   * As {@link inclusionOf}, with tiles from SQL where memory does not suffice.
   *
   * @param checkpoint an earlier one to prove it in; the head known here unless given
   * @returns null when the index, or the checkpoint, lies beyond the head known here
   * @throws LedgerDamaged
   */
  async prove(tx: Tx, index: number, checkpoint: Checkpoint | null = this.#head): Promise<Inclusion | null> {
    if (checkpoint === null || index >= checkpoint.size || !this.#reaches(checkpoint.size)) return null;
    return this.#hold.compute(tx, inclusionIn(index, checkpoint, this.#edgeOf(checkpoint)));
  }

  /**
   * That the tree of `first` leaves is the beginning of that of `second`.
   *
   * @returns null when `second` lies beyond the head known here
   * @throws LedgerDamaged
   */
  async proveConsistency(tx: Tx, first: number, second: number): Promise<readonly Uint8Array[] | null> {
    if (!this.#reaches(second)) return null;
    return this.#hold.compute(tx, (node) => consistencyPath(first, second, node));
  }

  /** Undefined where memory does not have it. */
  #edgeOf(checkpoint: Checkpoint): RightEdge | undefined {
    const known = this.#edges.get(checkpoint);
    if (known !== undefined) return known;
    const edge = this.#hold.computeNow((node) => rightEdge(checkpoint.size, node));
    if (edge === null) return undefined;
    this.#edges.set(checkpoint, edge);
    return edge;
  }

  #reaches(size: number): boolean {
    return this.#head !== null && size <= this.#head.size;
  }

  async #read(tx: Tx, keep: (tiles: readonly FullTile[]) => Promise<void>): Promise<boolean> {
    const head = await headOf(tx, this.#logId);
    if (head === null || head.size === this.#head?.size) return false;
    if (this.#head === null) await this.#begin(tx, head.size);
    if (head.size < this.#hold.size) throw new LedgerDamaged('the log is smaller than it was');
    while (this.#hold.size < head.size) {
      const leaves = await leavesBetween(tx, this.#logId, this.#hold.size, head.size, pageSize);
      if (leaves.length === 0) throw new LedgerDamaged(`leaf ${this.#hold.size} is missing`);
      for (const leaf of leaves) {
        if (leaf.index !== this.#hold.size) throw new LedgerDamaged(`leaf ${this.#hold.size} is missing`);
        this.#append(leaf);
      }
      await keep(this.#hold.takeCompleted());
      this.#hold.written();
    }
    if (!equalBytes(this.#hold.root(), head.root)) {
      throw new LedgerDamaged(`the leaves do not lead to the signed root of size ${head.size}`);
    }
    this.#head = head;
    return true;
  }

  /** The edge as it was after the last tile of leaves that is written and lies below `size`. */
  async #begin(tx: Tx, size: number): Promise<void> {
    const tiles = Math.min(await leafTileCount(tx, this.#logId), hashesOnLevel(1, size));
    const start = tiles * tileWidth;
    const partial = (await partialTiles(tx, this.#logId, start)).map(HashTile.of);
    this.#hold = new TileHold(this.#logId, this.#tilesInMemory, { size: start, tiles: partial });
    this.#highestSeq = await highestSeqOf(tx, this.#logId);
  }

  #append(leaf: { readonly seq: bigint; readonly hash: Uint8Array }): void {
    this.#hold.append(leaf.hash);
    if (leaf.seq > this.#highestSeq) this.#highestSeq = leaf.seq;
  }
}

const inclusionIn =
  (index: number, { size, note }: Checkpoint, edge: RightEdge | undefined) =>
  (node: NodeSource): Inclusion =>
    stateInclusion(
      { leaf: (at) => node(0, at), inclusionPath: (at, within) => inclusionPath(at, within, node, edge) },
      index,
      size,
      note,
    );
