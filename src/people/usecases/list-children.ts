import { type AccountId, type ChildRef, NotFound } from '../../contract/index.js';
import type { KnownPerson, StandsAs } from '../domain/facts.js';
import { personsOfAccount } from '../store/persons.js';
import { firstNameOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { openFirstName } from './sealed-facts.js';

/** A child as one person knows it. */
export interface NamedChild {
  readonly id: ChildRef;
  readonly firstName: string;
  readonly as: StandsAs;
}

export interface ListedChild extends NamedChild {
  /** How many questions wait for this person's answer. */
  readonly waiting: number;
}

type ListNeeds = Pick<PeopleNeeds, 'database' | 'vault' | 'questionsWaiting'>;

/** The children for whom this account was recognised, in the order in which it was. */
export async function listChildren(needs: ListNeeds, account: AccountId): Promise<readonly ListedChild[]> {
  const persons = await personsOfAccount(needs.database.reader, account);
  return Promise.all(persons.map((person) => describeChild(needs, person)));
}

/** A child as one person sees it. */
export async function describeChild(needs: ListNeeds, known: KnownPerson): Promise<ListedChild> {
  const { person, subject } = known;
  const child = await named(needs, known);
  return { ...child, waiting: await needs.questionsWaiting(needs.database.reader, { person, subject }) };
}

/** One of them, without counting what waits. @throws NotFound also for a child that is not this person's */
export async function nameChild(
  needs: Pick<PeopleNeeds, 'database' | 'vault'>,
  account: AccountId,
  ref: ChildRef,
): Promise<NamedChild> {
  const persons = await personsOfAccount(needs.database.reader, account);
  const known = persons.find(({ child }) => child === ref);
  if (known === undefined) throw new NotFound();
  return named(needs, known);
}

async function named(
  needs: Pick<PeopleNeeds, 'database' | 'vault'>,
  { subject, child, as }: KnownPerson,
): Promise<NamedChild> {
  const sealed = await firstNameOf(needs.database.reader, subject);
  return {
    id: child,
    firstName: sealed === null ? '…' : await openFirstName(needs, subject, sealed),
    as,
  };
}
