import type { AccountId, ChildRef } from '../../contract/index.js';
import type { KnownPerson, StandsAs } from '../domain/facts.js';
import { personsOfAccount } from '../store/persons.js';
import { firstNameOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { openFirstName } from './sealed-facts.js';

export interface ListedChild {
  readonly id: ChildRef;
  readonly firstName: string;
  readonly as: StandsAs;
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
  const { reader } = needs.database;
  const { person, subject, child, as } = known;
  const sealed = await firstNameOf(reader, subject);
  return {
    id: child,
    firstName: sealed === null ? '…' : await openFirstName(needs, subject, sealed),
    as,
    waiting: await needs.questionsWaiting(reader, { person, subject }),
  };
}
