import type { Tx } from '../../database/index.js';
import { equalBytes } from '../../kernel/index.js';
import { type FullTile, type TilePlace, tilePath, tileWidth } from '../../tlog/index.js';
import { broken, type ClaimBroken } from '../domain/verification.js';
import { firstTileBeyond, type TileRow, tilesAt } from '../store/tiles.js';

/** Holds the tiles that are stored against those that the leaves make. */
export class TileCheck {
  readonly #tx: Tx;
  readonly #logId: number;
  /** Kept to the end: what is wrong with a leaf or a checkpoint is wrong with its tile too, and comes first. */
  #first: ClaimBroken | null = null;

  constructor(tx: Tx, logId: number) {
    this.#tx = tx;
    this.#logId = logId;
  }

  /** @param made tiles that the leaves filled, each once, those of lower levels first */
  async add(made: readonly FullTile[]): Promise<void> {
    if (made.length === 0 || this.#first !== null) return;
    const stored = await tilesAt(this.#tx, this.#logId, made);
    for (const tile of made) {
      const rows = stored.filter(({ level, index }) => level === tile.level && index === tile.index);
      this.#first ??= faultOf(tile, rows);
    }
  }

  /** @throws ClaimBroken */
  async finish(size: number): Promise<void> {
    if (this.#first !== null) throw this.#first;
    const beyond = await firstTileBeyond(this.#tx, this.#logId, size);
    if (beyond === null) return;
    const reason = `tile ${nameOf(beyond)} was inserted: the log has no leaves that fill it`;
    throw broken('tile-of-leaves', reason, placeOf(beyond));
  }
}

function faultOf(made: FullTile, [stored, ...more]: readonly TileRow[]): ClaimBroken | null {
  if (more.length > 0) {
    return broken('tile-of-leaves', `tile ${nameOf(made)} stands there twice`, placeOf(made));
  }
  if (stored === undefined) {
    return broken('tile-present', `tile ${nameOf(made)} is missing`, placeOf(made));
  }
  const { hashes, root } = stored;
  if (equalBytes(hashes, made.tile.hashes()) && equalBytes(root, made.tile.root)) return null;
  return broken('tile-of-leaves', `tile ${nameOf(made)} was altered: its leaves make another`, placeOf(made));
}

const nameOf = ({ level, index }: TilePlace): string => tilePath({ level, index, width: tileWidth });

/** The first leaf below it. */
const placeOf = ({ level, index }: TilePlace) => ({ index: index * tileWidth ** (level + 1) });
