import type { AccountId, PersonId } from '../../contract/index.js';
import { StateConflict } from './errors.js';
import type { PersonRecord } from './facts.js';

/**
 * Who redeems an invitation: a person not seen before, or one who is already known for this child.
 *
 * Two persons become one only when different partners invited them. One partner invites two persons because it knows
 * two; if one account could take both places, the other parent would be left out.
 *
 * @param persons everyone of this child
 * @returns the person it turned out to be, or null for a new one
 * @throws StateConflict
 */
export function recognise(
  invited: PersonRecord,
  account: AccountId,
  persons: readonly PersonRecord[],
): PersonId | null {
  const own = persons.filter((person) => person.account === account);
  const known = own.find((person) => person.sameAs === null);
  if (known === undefined) {
    if (invited.standsAs === 'young-person' && persons.some(isRecognisedYoungPerson))
      throw new StateConflict('someone else was recognised as the young person; ask the hub’s officer');
    return null;
  }
  if (known.standsAs !== invited.standsAs)
    throw new StateConflict('one account cannot be both the young person and a guardian');
  if (own.some((person) => person.partner === invited.partner))
    throw new StateConflict('this partner already knows you as another person of this child');
  return known.id;
}

const isRecognisedYoungPerson = (person: PersonRecord): boolean =>
  person.standsAs === 'young-person' && person.account !== null && person.sameAs === null;
