import type { Tx } from '../../database/index.js';
import type { PolicyWitness } from '../../tlog/index.js';
import { LedgerContradicted } from '../domain/errors.js';
import { insertCosignature, newestCosigned } from '../store/cosignatures.js';
import { type Head, headOf } from '../store/tree.js';
import { bringCheckpoint } from './bring-checkpoint.js';
import type { Sequencer } from './run-sequencer.js';

export interface WitnessDeps {
  readonly reader: Tx;
  readonly logId: number;
  readonly sequencer: Pick<Sequencer, 'consistency'>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** A witness could not be asked, or did not sign; the next attempt may do better. */
export class WitnessFailed extends Error {
  override readonly name = 'WitnessFailed';
}

/** Each answer may tell another size: of another hub that asks the same witness at the same moment. */
const attempts = 4;

/**
 * Brings a published checkpoint to a witness, with the proof from where the witness is, and keeps its cosignature.
 *
 * @returns whether it cosigned; false when this process cannot prove it yet or the witness is already further
 * @throws WitnessFailed, or LedgerContradicted when to the witness this is not the log that it knows
 */
export async function bringToWitness(
  deps: WitnessDeps,
  witness: PolicyWitness,
  head: Pick<Head, 'size' | 'note'>,
): Promise<boolean> {
  const { reader, logId } = deps;
  const { vkey } = witness.key;
  let oldSize = (await newestCosigned(reader, logId, [vkey])).get(vkey)?.size ?? 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (oldSize > head.size) return assertReaches(deps, witness, oldSize);
    const path = await pathFrom(deps, oldSize, head.size);
    if (path === null) return false;
    const answer = await bringCheckpoint(witness, { oldSize, path, checkpoint: head.note }, deps);
    if (answer.kind === 'cosigned') {
      await insertCosignature(reader, logId, { witness: vkey, size: head.size, line: answer.line });
      return true;
    }
    if (answer.kind === 'failed') throw new WitnessFailed(`witness ${witness.name} ${answer.reason}`);
    if (answer.kind === 'contradicted') {
      throw new LedgerContradicted(
        `witness ${witness.name} refuses the checkpoint of ${head.size} entries: it cosigned another log of ${oldSize}`,
      );
    }
    oldSize = answer.size;
  }
  throw new WitnessFailed(`witness ${witness.name} tells another size each time`);
}

/** Another hub may have published more meanwhile; but then it stands in the database. */
async function assertReaches(
  { reader, logId }: WitnessDeps,
  { name }: PolicyWitness,
  size: number,
): Promise<false> {
  const here = (await headOf(reader, logId))?.size ?? 0;
  if (here >= size) return false;
  throw new LedgerContradicted(
    `witness ${name} cosigned this log with ${size} entries, and the database holds ${here}: it was set back`,
  );
}

async function pathFrom(
  { reader, sequencer }: WitnessDeps,
  from: number,
  to: number,
): Promise<readonly Uint8Array[] | null> {
  if (from === 0 || from === to) return [];
  return sequencer.consistency(reader, from, to);
}
