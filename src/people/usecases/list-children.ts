import { type AccountId, type ChildRef, NotFound } from '../../contract/index.js';
import type { KnownPerson, StandsAs } from '../domain/facts.js';
import { namedPersonsOf } from '../store/persons.js';
import { firstNameOf } from '../store/subjects.js';
import type { ChildSummary, PeopleNeeds } from './needs.js';
import { openFirstName } from './sealed-facts.js';

/** A child as one person knows it. */
export interface NamedChild {
  readonly id: ChildRef;
  readonly firstName: string;
  readonly as: StandsAs;
}

export interface ListedChild extends NamedChild, ChildSummary {}

type ListNeeds = Pick<PeopleNeeds, 'database' | 'vault' | 'sumUp'>;

/** The children for whom this account was recognised, in the order in which it was. */
export async function listChildren(needs: ListNeeds, account: AccountId): Promise<readonly ListedChild[]> {
  const persons = await namedPersonsOf(needs.database.reader, account);
  return Promise.all(persons.map((known) => described(needs, known, known.firstName)));
}

/** A child as one person sees it. */
export async function describeChild(needs: ListNeeds, known: KnownPerson): Promise<ListedChild> {
  return described(needs, known, await firstNameOf(needs.database.reader, known.subject));
}

async function described(
  needs: ListNeeds,
  known: KnownPerson,
  firstName: Uint8Array | null,
): Promise<ListedChild> {
  const { person, subject } = known;
  const [child, summary] = await Promise.all([
    named(needs, known, firstName),
    needs.sumUp(needs.database.reader, { person, subject }),
  ]);
  return { ...child, ...summary };
}

/** One of them, without how consent stands. @throws NotFound also for a child that is not this person's */
export async function nameChild(
  needs: Pick<PeopleNeeds, 'database' | 'vault'>,
  account: AccountId,
  ref: ChildRef,
): Promise<NamedChild> {
  const persons = await namedPersonsOf(needs.database.reader, account);
  const known = persons.find(({ child }) => child === ref);
  if (known === undefined) throw new NotFound();
  return named(needs, known, known.firstName);
}

async function named(
  needs: Pick<PeopleNeeds, 'vault'>,
  { subject, child, as }: KnownPerson,
  firstName: Uint8Array | null,
): Promise<NamedChild> {
  return {
    id: child,
    firstName: firstName === null ? '…' : await openFirstName(needs, subject, firstName),
    as,
  };
}
