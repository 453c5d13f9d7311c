import type { Tx } from '../../database/index.js';
import {
  cosignaturesOf,
  NoteInvalid,
  parseCheckpoint,
  parseCosignerKey,
  signaturesOf,
  type VerifierKey,
} from '../../tlog/index.js';
import { broken } from '../domain/verification.js';
import { type CosignatureRow, cosignaturesAfter } from '../store/cosignatures.js';

const pageSize = 1_000;

/**
 * Every cosignature that is stored holds for the checkpoint that it stands under; and those under a checkpoint that the hub
 * handed out are stored. One that nobody kept can be deleted unseen: it proves something, and its absence nothing.
 *
 * @param handedOut checkpoints with their cosignatures, as someone has them from the hub
 * @throws ClaimBroken
 */
export async function checkCosignatures(
  tx: Tx,
  {
    logId,
    keys,
    handedOut,
  }: { readonly logId: number; readonly keys: readonly VerifierKey[]; readonly handedOut: readonly string[] },
): Promise<void> {
  const stored = new Set<string>();
  for (let after = { size: -1, witness: '' }; ; ) {
    const page = await cosignaturesAfter(tx, logId, after, pageSize);
    for (const row of page) {
      const { name, id } = requireHolds(row);
      const named = `${row.size} ${name} ${id}`;
      if (stored.has(named)) throw twice(row);
      stored.add(named);
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
  }
  for (const note of handedOut) requireStored(note, keys, stored);
}

const twice = ({ size }: CosignatureRow) =>
  broken('cosignature-holds', `a cosignature under the checkpoint of ${size} stands there twice`, {
    index: size - 1,
  });

function requireHolds({ witness, size, line, note }: CosignatureRow) {
  const place = { index: size - 1 };
  if (note === null) {
    throw broken(
      'cosignature-holds',
      `a cosignature stands under a checkpoint of ${size} that is not there`,
      place,
    );
  }
  try {
    const key = parseCosignerKey(witness);
    if (cosignaturesOf(`${note}${line}\n`, [key]).length === 1) return key;
  } catch (error) {
    if (!(error instanceof NoteInvalid)) throw error;
  }
  throw broken(
    'cosignature-holds',
    `a cosignature under the checkpoint of ${size} is not what its witness signed: it was altered or inserted`,
    place,
  );
}

function requireStored(note: string, keys: readonly VerifierKey[], stored: ReadonlySet<string>): void {
  const { size } = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  for (const { name, id } of signaturesOf(note)) {
    const isOwn = keys.some((key) => key.name === name && key.id === id);
    if (isOwn || stored.has(`${size} ${name} ${id}`)) continue;
    const reason = `${name} cosigned the checkpoint of ${size} that was handed out, but that is not stored: it was deleted`;
    throw broken('cosignature-present', reason, { index: size - 1 });
  }
}
