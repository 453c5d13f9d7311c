import { type ConsistencyProof, type Inclusion, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64, concatBytes } from '../../kernel/index.js';
import { hasTile, type TileId } from '../../tlog/index.js';
import { LedgerDamaged, LedgerUnavailable } from '../domain/errors.js';
import { leafOf } from '../domain/leaf.js';
import { leafContents, tileHashes } from '../store/tiles.js';
import type { HandingOut } from './hand-out-checkpoint.js';
import { refuseDamaged } from './refuse-damaged.js';
import type { Sequencer } from './run-sequencer.js';

/**
 * The log as far as it is published: what lies beyond the published checkpoint would tell who acts when, so for these
 * calls it is not there.
 */
export interface PublishedLog {
  /** The published checkpoint, a C2SP signed note; with the cosignatures that it has, where witnesses are asked. @throws HubError `ledger-unavailable` before the first */
  checkpoint(): Promise<string>;
  /** The hashes of a tile, 32 bytes each. @throws NotFound | HubError `ledger-unavailable` */
  tile(tile: TileId): Promise<Uint8Array>;
  /** The leaves of a tile of level 0, each after its length in two bytes. @throws as {@link tile} */
  entryBundle(bundle: Pick<TileId, 'index' | 'width'>): Promise<Uint8Array>;
  /** Of the leaf at an index, in the published checkpoint. @throws as {@link tile} */
  inclusionAt(index: number): Promise<Inclusion>;
  /** Between two sizes, the smaller first, neither 0. @throws as {@link tile} */
  consistency(from: number, to: number): Promise<ConsistencyProof>;
}

export interface PublishedDeps {
  readonly reader: Tx;
  readonly logId: number;
  readonly handing: Pick<HandingOut, 'published' | 'handedOut'>;
  readonly sequencer: Pick<Sequencer, 'inclusionOf' | 'consistency'>;
  readonly onFailure: (error: Error) => void;
}

export function publishedLog(deps: PublishedDeps): PublishedLog {
  const { reader, logId, sequencer, onFailure } = deps;
  const { published, handedOut } = deps.handing;
  const assertPublished = async (tile: TileId): Promise<void> => {
    if (!hasTile(tile, (await published()).size)) throw new NotFound();
  };
  return {
    checkpoint: async () => (await handedOut()).note,
    tile: async (tile) => {
      await assertPublished(tile);
      return refuseDamaged(onFailure, () => tileHashes(reader, logId, tile));
    },
    entryBundle: async ({ index, width }) => {
      await assertPublished({ level: 0, index, width });
      return refuseDamaged(onFailure, () => bundleOf(reader, logId, index * 256, width));
    },
    inclusionAt: async (index) => {
      const witnessed = await handedOut();
      const head = index < witnessed.size ? witnessed : await published();
      if (index >= head.size) throw new NotFound();
      return reached(await sequencer.inclusionOf(reader, index, head));
    },
    consistency: async (from, to) => {
      if (to > (await published()).size) throw new NotFound();
      return { from, to, hashes: reached(await sequencer.consistency(reader, from, to)).map(base64) };
    },
  };
}

/** This process has not read yet what another has just published. */
function reached<T>(proof: T | null): T {
  if (proof === null) throw new LedgerUnavailable();
  return proof;
}

async function bundleOf(tx: Tx, logId: number, from: number, width: number): Promise<Uint8Array> {
  const contents = await leafContents(tx, logId, from, from + width);
  if (contents.length !== width) throw new LedgerDamaged(`an entry before ${from + width} is missing`);
  return concatBytes(
    ...contents.flatMap(({ kind, commitment }) => {
      const leaf = leafOf(kind, commitment);
      return [Uint8Array.of(leaf.length >> 8, leaf.length & 0xff), leaf];
    }),
  );
}
