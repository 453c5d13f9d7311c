import { NoteInvalid, openNote, type VerifierKey } from '../../tlog/index.js';
import type { EntryDraft } from '../domain/entry.js';
import { LedgerKeyUnknown } from '../domain/errors.js';

export interface KeyChangeDeps {
  readonly current: VerifierKey;
  readonly former: readonly VerifierKey[];
  append(draft: EntryDraft): Promise<unknown>;
}

/**
 * Whoever begins to lead the log looks who signed its head. Was it a former key, then the change becomes the first entry
 * that the present key signs; a leader that ends before it signed records the change once more.
 *
 * @throws LedgerKeyUnknown when it was nobody we know: two keys at work would be two logs
 */
export async function recordKeyChange(deps: KeyChangeDeps, note: string): Promise<void> {
  const signer = signerOf(note, [deps.current, ...deps.former]);
  if (signer.vkey === deps.current.vkey) return;
  await deps.append({
    event: 'ledger.key-changed',
    owner: 'hub',
    retention: 'operation',
    payload: { retired: signer.vkey, current: deps.current.vkey },
  });
}

function signerOf(note: string, keys: readonly VerifierKey[]): VerifierKey {
  try {
    const [signer] = openNote(note, keys).signedBy;
    if (signer !== undefined) return signer;
  } catch (cause) {
    if (!(cause instanceof NoteInvalid)) throw cause;
  }
  throw new LedgerKeyUnknown(
    'the newest checkpoint of the ledger was signed by a key that the keys file lists neither as present nor as former',
  );
}
