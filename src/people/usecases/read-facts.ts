import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type BirthDateFact, resolverOf, type SubjectFacts } from '../domain/facts.js';
import { authoritiesOf, birthDatesOf, type SealedBirthDate } from '../store/assertions.js';
import { mergesOf, personsOfSubject } from '../store/persons.js';
import type { PeopleNeeds } from './needs.js';
import { openBirthDate } from './sealed-facts.js';

/** All that is known about who must consent for a child. Lock the subject in an earlier statement. */
export async function readFacts(
  needs: Pick<PeopleNeeds, 'vault'>,
  tx: Tx,
  subject: SubjectId,
): Promise<SubjectFacts> {
  const persons = await personsOfSubject(tx, subject);
  const authorities = await authoritiesOf(tx, subject);
  const sealed = await birthDatesOf(tx, subject);
  const merges = await mergesOf(tx, subject);
  const opened = await Promise.all(sealed.map((row) => openFact(needs, subject, row)));
  const whoItIs = resolverOf(persons);
  const youngPerson = persons.find(
    ({ standsAs, account, sameAs }) => standsAs === 'young-person' && account !== null && sameAs === null,
  );
  return {
    birthDates: opened.flat().toSorted((a, b) => a.order - b.order),
    youngPerson: youngPerson?.id ?? null,
    authorities: authorities.map((fact) => ({ ...fact, invited: fact.person, person: whoItIs(fact.person) })),
    merges,
  };
}

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
