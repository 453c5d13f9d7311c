import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { JsonObject } from '../../kernel/index.js';
import type { RetentionClass, Vault } from '../../vault/index.js';
import { type AppendedEntry, type EntryDraft, payloadBytes } from '../domain/entry.js';
import { LedgerUnavailable } from '../domain/errors.js';
import { indexesToErase, type Remover, removeCovered } from '../store/erase.js';
import { ownedEntries } from './read-owned.js';

/** The erasure entry but for what it covers, which is found here. It is the hub's own, so that it outlives what it erases. */
export interface EraseDraft {
  readonly event: string;
  readonly owners: readonly string[];
  readonly destroyed: readonly RetentionClass[];
  /** Names `owners`, `destroyed` and the `subject` too. */
  readonly payload: JsonObject;
  readonly relies: readonly EntryId[];
}

export interface ErasedEntries extends AppendedEntry {
  /** Indexes of the entries whose content is gone. */
  readonly covers: readonly number[];
}

interface Deps {
  readonly ledger: { append(tx: Tx, draft: EntryDraft): Promise<AppendedEntry> };
  readonly vault: Pick<Vault, 'open'>;
  readonly logId?: number;
}

/**
 * Appends the erasure entry and deletes what it covers, in one transaction that has locked the child before: nothing is
 * deleted that no entry says, and no entry says what was not deleted. Leaves stay. The keys are the caller's to destroy.
 *
 * @throws LedgerUnavailable while one of the entries has no index yet, by which the erasure must name it
 */
export async function eraseEntries(
  { ledger, vault, logId = 0 }: Deps,
  tx: Tx,
  { event, owners, destroyed, payload, relies }: EraseDraft,
): Promise<ErasedEntries> {
  const { indexes: covers, pending } = await indexesToErase(tx, logId, owners, destroyed);
  if (pending > 0) throw new LedgerUnavailable();
  const draft = { event, payload: { ...payload, covers }, relies };
  return { ...(await appendAndObey({ ledger, vault, logId }, tx, draft, 'ledger_erase')), covers };
}

/** What goes since its term is over, by the indexes of the entries. */
export interface LapseDraft {
  readonly event: string;
  /** Names the `subject`, the `class` and `before` too. */
  readonly payload: JsonObject;
  /** Indexes, rising. */
  readonly covers: readonly number[];
  readonly relies: readonly EntryId[];
}

/**
 * The same for content of one owner that is older than its term: the database refuses whatever is not that owner's, not of
 * the class, of a kind that stays, or from that day on or later. Keys stay, because younger content needs them.
 */
export const lapseEntries = (
  deps: Deps,
  tx: Tx,
  { event, payload, covers, relies }: LapseDraft,
): Promise<AppendedEntry> =>
  appendAndObey(deps, tx, { event, payload: { ...payload, covers }, relies }, 'ledger_lapse');

/** Appends what says that content goes, and lets the database do what it says, which it reads from the entry itself. */
async function appendAndObey(
  { ledger, vault, logId = 0 }: Deps,
  tx: Tx,
  draft: Pick<EntryDraft, 'event' | 'payload' | 'relies'>,
  remover: Remover,
): Promise<AppendedEntry> {
  const appended = await ledger.append(tx, { ...draft, owner: 'hub', retention: 'operation' });
  const evidence = await ownedEntries({ reader: tx, vault, logId }).entry(appended.id);
  if (evidence === null) throw new Error('an entry that was just written is gone');
  const { opening, payload } = evidence;
  await removeCovered(tx, remover, logId, { entry: appended.id, opening, payload: payloadBytes(payload) });
  return appended;
}
