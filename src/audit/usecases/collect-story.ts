import { type EntryId, NotFound, type PartnerId } from '../../contract/index.js';
import { together } from '../../kernel/index.js';
import { type Evidence, LedgerUnavailable, type OwnedEntries } from '../../ledger/index.js';
import type { AskedRow, StoryEntry, StoryMaterial } from '../domain/story/material.js';
import { orderedRows, policySets, stopRows } from '../store/exchange-story.js';
import type { AuditNeeds } from './needs.js';

/** What an officer did afterwards is a look of its own. */
const isOfExchange = ({ id }: AskedRow, { payload }: Evidence): boolean =>
  payload.exchange === id && payload.event !== 'exchange.inspected';

/**
 * All that is known of one exchange: its rows, its entries opened, what those stand on, and the proof of each in one
 * checkpoint.
 *
 * @param seenBy the partner whose officer reads, of which tasks and orders to stop it may know; null for all
 * @param beside further entries that belong to it
 * @throws NotFound where the child was erased meanwhile
 * @throws LedgerUnavailable | SealBroken | CommitmentBroken
 */
export async function collectStory(
  needs: AuditNeeds,
  asked: AskedRow,
  seenBy: PartnerId | null,
  beside: readonly Evidence[] = [],
): Promise<StoryMaterial> {
  const { database, ledger } = needs;
  const { reader } = database;
  const owned = needs.ownedIn(reader);
  const own = (await owned.about(asked.subject, ['exchange'])).filter((entry) => isOfExchange(asked, entry));
  if (!own.some(({ id }) => id === asked.decisionEntry)) throw new NotFound();
  const known = new Map([...own, ...beside].map((entry) => [entry.id, entry]));
  await reliedOn(owned, known);
  const opened = [...known.values()];
  const ids = opened.map(({ id }) => id);
  const [[tasks, stops], policies, { checkpoint, proofs }] = await together([
    database.readAs(seenBy, (tx) =>
      together([orderedRows(tx, asked.id, seenBy), stopRows(tx, asked.id, seenBy)]),
    ),
    policySets(reader, digestsIn(opened)),
    ledger.inclusionsOf(ids),
  ]);
  const entries = await Promise.all(opened.map((entry) => storyEntry(owned, asked, entry, proofs)));
  return {
    ...{ asked, tasks, stops, policies, checkpoint },
    entries: entries.toSorted((one, other) => one.proof.index - other.proof.index),
    verifierKeys: ledger.verifierKeys(),
  };
}

/** Adds what the entries name, and where a device signed a decision the entry that told the log of its key. */
async function reliedOn(owned: OwnedEntries, known: Map<EntryId, Evidence>): Promise<void> {
  const tried = new Set<EntryId>();
  for (let named = namesIn(known, tried); named.length > 0; named = namesIn(known, tried)) {
    const found = await Promise.all(named.map((id) => owned.entry(id)));
    for (const id of named) tried.add(id);
    for (const entry of found) if (entry !== null) known.set(entry.id, entry);
  }
}

/** @param tried what cannot be opened is not asked for again */
function namesIn(known: ReadonlyMap<EntryId, Evidence>, tried: ReadonlySet<EntryId>): readonly EntryId[] {
  const named = [...known.values()].flatMap(({ payload }) => [
    ...(payload.exchange === undefined ? [] : payload.relies),
    ...(typeof payload.signedWith === 'string' ? [payload.signedWith] : []),
  ]) as readonly string[] as readonly EntryId[];
  return [...new Set(named)].filter((id) => !known.has(id) && !tried.has(id));
}

const digestsIn = (entries: readonly Evidence[]): readonly string[] => [
  ...new Set(
    entries.flatMap(({ payload: { policyDigest } }) =>
      typeof policyDigest === 'string' ? [policyDigest] : [],
    ),
  ),
];

/** Whose parts are shown: the professional's of what was asked, and the own ones of whom an entry names. */
async function storyEntry(
  owned: OwnedEntries,
  { account, decisionEntry }: AskedRow,
  evidence: Evidence,
  proofs: Awaited<ReturnType<AuditNeeds['ledger']['inclusionsOf']>>['proofs'],
): Promise<StoryEntry> {
  const { id, kind, payload, opening } = evidence;
  const proof = proofs.get(id);
  // Committed before the look that is on record by now.
  if (proof === undefined) throw new LedgerUnavailable();
  const isShown = kind === 'consent' || payload.event === 'person.passkey-registered';
  const person = id === decisionEntry ? account : isShown ? payload.person : null;
  const parts = typeof person === 'string' ? await owned.disclosures(evidence, person) : [];
  return { id, kind, payload, opening, parts, proof };
}
