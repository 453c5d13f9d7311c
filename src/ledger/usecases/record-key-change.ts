import { NoteInvalid, openNote, signaturesOf, type VerifierKey } from '../../tlog/index.js';
import type { EntryDraft } from '../domain/entry.js';
import { LedgerKeyUnknown } from '../domain/errors.js';

export interface KeyChangeDeps {
  readonly current: VerifierKey;
  readonly former: readonly VerifierKey[];
  append(draft: EntryDraft): Promise<unknown>;
}

/**
 * Whoever begins to lead the log looks who signed its head. Was it not the present key but a former one, then the change
 * becomes the first entry that the present key signs; a leader that ends before it signed records the change once more.
 *
 * @throws LedgerKeyUnknown when the log has another name, or it was nobody we know, or also somebody else in the log's
 * name, whose keys file is newer than ours: two keys at work would be two logs
 */
export async function recordKeyChange(deps: KeyChangeDeps, note: string): Promise<void> {
  requireName(note, deps.current.name);
  const signers = signersOf(note, [deps.current, ...deps.former]);
  const [retired] = signers;
  if (retired === undefined || signers.some(({ vkey }) => vkey === deps.current.vkey)) return;
  await deps.append({
    event: 'ledger.key-changed',
    owner: 'hub',
    retention: 'operation',
    payload: { retired: retired.vkey, current: deps.current.vkey },
  });
}

/** A default name follows the address of the hub, so that a hub which moves must be told the name that it had. */
function requireName(note: string, name: string): void {
  const [its = ''] = note.split('\n', 1);
  if (its === name) return;
  throw new LedgerKeyUnknown(
    `the ledger in this database is named ${its}, and a ledger never changes its name; this hub calls it ${name}: ` +
      'set LEDGER_ORIGIN to the name that it has',
  );
}

/** One at least. */
function signersOf(note: string, keys: readonly VerifierKey[]): readonly VerifierKey[] {
  const names = new Set(keys.map(({ name }) => name));
  const isStranger = ({ name, id }: Pick<VerifierKey, 'name' | 'id'>): boolean =>
    names.has(name) && !keys.some((key) => key.name === name && key.id === id);
  try {
    const { signedBy } = openNote(note, keys);
    if (!signaturesOf(note).some(isStranger)) return signedBy;
  } catch (cause) {
    if (!(cause instanceof NoteInvalid)) throw cause;
  }
  throw new LedgerKeyUnknown(
    'the newest checkpoint of the ledger was signed by a key that the keys file lists neither as present nor as former',
  );
}
