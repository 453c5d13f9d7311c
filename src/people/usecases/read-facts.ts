import type { AccountId, ChildRef, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type BirthDateFact, type KnownPerson, type SubjectFacts, subjectFacts } from '../domain/facts.js';
import { birthDatesOf, type SealedBirthDate } from '../store/assertions.js';
import { type StoredFacts, storedFacts, storedFactsKnownTo } from '../store/facts.js';
import type { PeopleNeeds } from './needs.js';
import { openBirthDate } from './sealed-facts.js';

/** All that is known about who must consent for a child. Lock the subject in an earlier statement. */
export async function readFacts(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  subject: SubjectId,
): Promise<SubjectFacts> {
  return opened(needs, subject, await storedFacts(tx, subject));
}

/** The same with who an account is to the child that it has under this id; null for *unknown* and for *not this person's*. */
export async function readFactsKnownTo(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<{ readonly known: KnownPerson; readonly facts: SubjectFacts } | null> {
  const found = await storedFactsKnownTo(tx, account, child);
  if (found === null) return null;
  const { known, stored } = found;
  return { known, facts: await opened(needs, known.subject, stored) };
}

const opened = async (
  needs: Pick<PeopleNeeds, 'vault'>,
  subject: SubjectId,
  { birthDates, ...stored }: StoredFacts,
): Promise<SubjectFacts> =>
  subjectFacts({ ...stored, birthDates: await openFacts(needs, subject, birthDates) });

/** In the order in which they were asserted. */
export async function readBirthDates(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  subject: SubjectId,
): Promise<readonly BirthDateFact[]> {
  return openFacts(needs, subject, await birthDatesOf(tx, subject));
}

const openFacts = async (
  needs: Pick<PeopleNeeds, 'vault'>,
  subject: SubjectId,
  sealed: readonly SealedBirthDate[],
): Promise<readonly BirthDateFact[]> =>
  (await Promise.all(sealed.map((row) => openFact(needs, subject, row)))).flat();

async function openFact(
  needs: Pick<PeopleNeeds, 'vault'>,
  subject: SubjectId,
  row: SealedBirthDate,
): Promise<readonly BirthDateFact[]> {
  const date = await openBirthDate(needs, subject, row.sealed);
  const { assertedBy, order, at, entry, confirmedOrder, confirmedAt, confirmationEntry } = row;
  const asserted = { date, assertedBy, order, at, entry, confirmed: false };
  if (confirmedOrder === null || confirmedAt === null || confirmationEntry === null) return [asserted];
  const settled = { order: confirmedOrder, at: confirmedAt, entry: confirmationEntry, confirmed: true };
  return [asserted, { date, assertedBy, ...settled }];
}
