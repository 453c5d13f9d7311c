import {
  type AccountId,
  type ChildRef,
  type Citizen,
  type EntryId,
  NotFound,
  type Officer,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { recordSearch, seesUntil } from '../../exchange/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { type Evidence, holdOwner, type OwnedEntries } from '../../ledger/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { partOn } from '../domain/own-decision.js';
import { accessKinds, type SeesUntil } from '../domain/stated/access.js';
import { accessesSeen, hashesOf, type SeenAccess } from '../domain/stated/make-access-statement.js';
import { readStatedPart, type StatedPart, statedOf, statedTopic } from '../domain/stated/stated-part.js';
import type { ReceiptNeeds } from './needs.js';

/** A list that is on record. */
export interface Stated {
  readonly entry: EntryId;
  readonly subject: SubjectId;
  /** Whose key seals the part: a person, or an officer's account. */
  readonly viewer: string;
  readonly child: ChildRef | null;
  readonly accesses: readonly SeenAccess[];
  readonly stated: StatedPart;
  /** Whether this call put it on record. */
  readonly anew: boolean;
}

interface Asking {
  readonly subject: SubjectId;
  readonly child: ChildRef | null;
  readonly viewer: StatedPart['viewer'];
  /** Of an officer, whose look is recorded like every other: the family sees that it was taken. */
  readonly look?: { readonly officer: Officer; readonly reason: string };
}

/**
 * Puts on record which accesses to the child this person may see, all of them. What was stated today and is the same
 * still is given again: the log would learn nothing from a second.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function stateAccesses(
  needs: ReceiptNeeds,
  { account }: Citizen,
  child: ChildRef,
): Promise<Stated> {
  const { reader } = needs.database;
  const asking = await askingOf(needs, reader, account, child);
  return (await statedToday(needs, reader, asking)) ?? stateAnew(needs, asking);
}

/**
 * The same for an officer, who sees everything. The look is an entry each time, with its reason, beside the statement: that
 * one has no room for a reason, which would stand in the file.
 *
 * @throws NotFound for a child about which the log holds nothing
 */
export const stateAllAccesses = (
  needs: ReceiptNeeds,
  officer: Officer,
  { subject, reason }: { readonly subject: SubjectId; readonly reason: string },
): Promise<Stated> => {
  const { account, duty } = officer;
  const viewer = { as: 'officer', account, duty } as const;
  return stateAnew(needs, { subject, child: null, viewer, look: { officer, reason } });
};

async function askingOf(
  { people }: ReceiptNeeds,
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<Asking> {
  const known = await people.known(tx, account, child);
  return { subject: known.subject, child, viewer: { as: known.as, person: known.person } };
}

interface Seen {
  readonly stated: StatedPart;
  readonly accesses: readonly SeenAccess[];
  readonly judgedOn: CivilDate;
}

/** @throws NotFound for a child about which the log holds nothing */
async function seenBy(needs: ReceiptNeeds, tx: Tx, { subject, viewer }: Asking): Promise<Seen> {
  const judgedOn = needs.clock.today();
  const entries = await needs.ownedIn(tx).about(subject, accessKinds);
  if (entries.length === 0) throw new NotFound();
  const until: SeesUntil =
    viewer.as === 'officer' ? null : seesUntil(viewer, await needs.people.facts(tx, subject), judgedOn);
  const sight = { until, family: viewer.as !== 'officer' };
  const accesses = accessesSeen(entries, sight, needs.catalogue, judgedOn);
  return { stated: statedOf(viewer, until, hashesOf(accesses)), accesses, judgedOn };
}

/** The viewer's latest statement, where it was made today and says what a new one would. */
async function statedToday(needs: ReceiptNeeds, tx: Tx, asking: Asking): Promise<Stated | null> {
  const { stated, accesses, judgedOn } = await seenBy(needs, tx, asking);
  const viewer = sealedFor(stated);
  const before = await needs.owned.about(asking.subject, ['access']);
  for (const evidence of before.filter(({ payload }) => payload.judgedOn === judgedOn)) {
    const own = await ownPart(needs.owned, evidence, viewer);
    if (own === null) continue;
    const isSame = own.root === stated.root && own.count === stated.count && own.until === stated.until;
    const { subject, child } = asking;
    return isSame ? { entry: evidence.id, subject, child, viewer, accesses, stated, anew: false } : null;
  }
  return null;
}

/** Null where the statement was made for somebody else. */
async function ownPart(owned: OwnedEntries, evidence: Evidence, viewer: string): Promise<StatedPart | null> {
  const value = partOn(statedTopic, await owned.disclosures(evidence, viewer));
  return value === null ? null : readStatedPart(value);
}

/**
 * Locks first, the list in a later statement, the entry last: from the lock on nobody records anything about the child, so
 * that the list is of all that stands in the log before its entry.
 */
async function stateAnew(needs: ReceiptNeeds, asking: Asking): Promise<Stated> {
  const { database, ledger } = needs;
  ledger.assertWritable();
  const { subject, child, look } = asking;
  const recorded = await database.transaction(async (tx) => {
    await lockCatalogue(tx, 'share');
    await holdOwner(tx, subject);
    const { stated, accesses, judgedOn } = await seenBy(needs, tx, asking);
    const viewer = sealedFor(stated);
    if (look !== undefined) {
      const search = { subject, reason: look.reason, looked: ['child'], count: stated.count } as const;
      await recordSearch({ ledger }, tx, look.officer, { ...search, taken: 'statement' });
    }
    const { id } = await ledger.append(tx, {
      event: 'access.stated',
      owner: subject,
      retention: 'access-log',
      payload: { subject, judgedOn },
      parts: [{ topic: statedTopic, person: viewer, value: stated }],
    });
    return { entry: id, subject, child, viewer, accesses, stated, anew: true };
  });
  await ledger.settled(recorded.entry);
  return recorded;
}

const sealedFor = ({ viewer }: StatedPart): string =>
  viewer.as === 'officer' ? viewer.account : viewer.person;
