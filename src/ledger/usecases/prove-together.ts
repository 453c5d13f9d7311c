import type { EntryId, Inclusion } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { LedgerUnavailable } from '../domain/errors.js';
import { indexesOf } from '../store/tree.js';
import type { Checkpoint, HandingOut } from './hand-out-checkpoint.js';
import type { Sequencer } from './run-sequencer.js';

/** Proofs that need one checkpoint between them, for a file that holds many entries. */
export interface ProvenTogether {
  /** C2SP signed note. */
  readonly checkpoint: string;
  readonly proofs: ReadonlyMap<EntryId, Omit<Inclusion, 'checkpoint'>>;
}

interface Deps {
  readonly reader: Tx;
  readonly logId: number;
  readonly sequencer: Pick<Sequencer, 'inclusionOf'>;
  readonly handing: Pick<HandingOut, 'handedOut'>;
  /** Null where no witness is asked. */
  readonly policy: object | null;
}

/** In the checkpoint that is handed out, which witnesses cosigned, where it holds them all; else in the newest. */
export async function proveTogether(deps: Deps, entries: readonly EntryId[]): Promise<ProvenTogether> {
  const { reader, logId, sequencer } = deps;
  const indexes = await indexesOf(reader, logId, entries);
  const checkpoint = await checkpointWith(deps, Math.max(0, ...indexes.values()));
  const proofs = [...indexes].map(async ([entry, index]) => {
    const inclusion = await sequencer.inclusionOf(reader, index, checkpoint);
    if (inclusion === null) throw new LedgerUnavailable();
    const { checkpoint: _, ...proof } = inclusion;
    return [entry, proof] as const;
  });
  return { checkpoint: checkpoint.note, proofs: new Map(await Promise.all(proofs)) };
}

async function checkpointWith(
  { reader, policy, handing, sequencer }: Deps,
  newest: number,
): Promise<Checkpoint> {
  if (policy !== null) {
    const handedOut = await handing.handedOut();
    if (newest < handedOut.size) return handedOut;
  }
  const inclusion = await sequencer.inclusionOf(reader, newest);
  if (inclusion === null) throw new LedgerUnavailable();
  const { checkpoint: note } = inclusion;
  return { note, size: Number(note.split('\n')[1]) };
}
