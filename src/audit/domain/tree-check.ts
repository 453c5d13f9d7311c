import { base64, equalBytes } from '../../kernel/index.js';
import { entryHash } from '../../ledger/offline.js';
import {
  type Checkpoint,
  type FullTile,
  openCheckpoint,
  TileEdge,
  type VerifierKey,
} from '../../tlog/index.js';
import type { CheckpointRow, EntryRow } from './rows.js';
import { broken } from './verification.js';

/** Recomputes the tree, leaf by leaf in order, and holds it against every checkpoint on the way. */
export class TreeCheck {
  readonly #range = new TileEdge((tile) => this.#tiles.push(tile));
  readonly #tiles: FullTile[] = [];
  readonly #origin: string;
  readonly keys: readonly VerifierKey[];
  /** Checkpoints that someone kept, in order of size, not yet reached. */
  readonly #known: Checkpoint[];
  #previous: CheckpointRow | null = null;
  #highest = 0n;
  /** What stands at the first index that no checkpoint has covered yet. */
  #firstUncovered: Pick<EntryRow, 'seq' | 'id'> | null = null;

  constructor(origin: string, keys: readonly VerifierKey[], known: readonly string[]) {
    this.#origin = origin;
    this.keys = keys;
    this.#known = known
      .map((note) => openCheckpoint(note, origin, keys))
      .toSorted((one, other) => one.size - other.size);
  }

  get size(): number {
    return this.#range.size;
  }

  get root(): string {
    return base64(this.#range.root());
  }

  /** The tiles that became full since this was asked last, those of lower levels first. */
  takeTiles(): readonly FullTile[] {
    return this.#tiles.splice(0);
  }

  /** Below this `seq`, says the newest checkpoint, every entry has its leaf. */
  get lowWater(): bigint {
    return this.#previous?.lowWater ?? 0n;
  }

  /** @throws ClaimBroken */
  addLeaf({ index, seq, hash, id, kind, commitment }: EntryRow): void {
    const place = { index, seq, entry: id };
    if (id === null || kind === null || commitment === null) {
      throw broken('entry-present', 'the entry of this leaf is missing', place);
    }
    if (hash === null || !equalBytes(hash, entryHash(kind, commitment))) {
      throw broken('leaf-of-entry', 'leaf and entry do not belong together: one of them was altered', place);
    }
    if (seq <= this.lowWater) {
      const reason = 'the entry got its leaf after a checkpoint said that all entries of its time had theirs';
      throw broken('entry-sequenced', reason, place);
    }
    if (seq > this.#highest) this.#highest = seq;
    if (this.#range.size === (this.#previous?.size ?? 0)) this.#firstUncovered = { seq, id };
    this.#range.append(hash);
    this.#meetKnown();
  }

  /**
   * Call for every checkpoint once the tree has its size.
   *
   * @throws ClaimBroken
   */
  addCheckpoint(row: CheckpointRow): void {
    const place = { index: row.size - 1 };
    const expected = this.#previous?.size ?? null;
    if (row.previousSize !== expected) {
      throw broken(
        'checkpoint-chained',
        `a checkpoint is missing or was inserted: that of size ${row.size} follows ${row.previousSize}, found ${expected}`,
        place,
      );
    }
    if (row.lowWater < this.lowWater || row.lowWater > this.#highest) {
      const reason = `the low-water mark beside the checkpoint of size ${row.size} was altered: no entry could have moved it there`;
      throw broken('checkpoint-chained', reason, place);
    }
    const signed = this.#open(row);
    if (signed.size !== row.size || !equalBytes(signed.root, row.root)) {
      throw broken(
        'checkpoint-signed',
        `the checkpoint of size ${row.size} says another thing than was signed`,
        place,
      );
    }
    if (!equalBytes(signed.root, this.#range.root())) {
      const first = this.#previous?.size ?? 0;
      throw broken(
        'root-signed',
        `entries ${first} to ${row.size - 1} are not the ones that were signed: the tree of size ${row.size} has another root`,
        { index: first, seq: this.#firstUncovered?.seq ?? null, entry: this.#firstUncovered?.id ?? null },
      );
    }
    this.#previous = row;
  }

  /** Call at the end. @throws ClaimBroken */
  finish(): void {
    if (this.#previous === null) {
      throw broken('checkpoint-present', 'there is no signed checkpoint, not even of the empty log');
    }
    if (this.#previous.size < this.#range.size) {
      throw broken('leaf-signed', 'this leaf and what follows stand in no signed checkpoint', {
        index: this.#previous.size,
        seq: this.#firstUncovered?.seq ?? null,
        entry: this.#firstUncovered?.id ?? null,
      });
    }
    const [ahead] = this.#known;
    if (ahead !== undefined) {
      throw broken(
        'known-checkpoint-extended',
        `the log has ${this.#range.size} entries, but a checkpoint of ${ahead.size} was seen: the end was cut off`,
        { index: this.#range.size },
      );
    }
  }

  #open(row: CheckpointRow): Checkpoint {
    try {
      return openCheckpoint(row.note, this.#origin, this.keys);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'it cannot be read';
      throw broken('checkpoint-signed', `the checkpoint of size ${row.size} is not signed: ${reason}`, {
        index: row.size - 1,
      });
    }
  }

  #meetKnown(): void {
    for (const known of this.#known.splice(
      0,
      this.#known.findLastIndex((one) => one.size <= this.#range.size) + 1,
    )) {
      if (known.size !== this.#range.size || known.size === 0) continue;
      if (!equalBytes(known.root, this.#range.root())) {
        throw broken(
          'known-checkpoint-extended',
          `a checkpoint of size ${known.size} that was seen before has another root: history was rewritten`,
          { index: known.size - 1 },
        );
      }
    }
  }
}
