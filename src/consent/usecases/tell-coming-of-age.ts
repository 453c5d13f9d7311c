import type { AccountId, ChildRef } from '../../contract/index.js';
import { settledCapacity } from '../../people/index.js';
import { ruleInForce } from '../domain/age-band.js';
import { mayBeGuardian } from '../domain/authority.js';
import { birthDateToShowBy } from '../domain/birth-date.js';
import { type ComingOfAge, comingOfAge } from '../domain/coming-of-age.js';
import type { ConsentNeeds } from './needs.js';

/**
 * The birthday near today from which on others decide about a child, for who may know its birth date: the young person,
 * and a guardian whose authority somebody asserted. Null for a young person who was confirmed to be incapable, for whom
 * nothing changes (WGBO 7:465).
 *
 * @throws NotFound
 */
export async function tellComingOfAge(
  needs: ConsentNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<ComingOfAge | null> {
  const { database, people, catalogue, clock } = needs;
  const { subject, person, as } = await needs.people.known(database.reader, account, child);
  const history = await people.facts(database.reader, subject);
  const today = clock.today();
  const rule = ruleInForce(catalogue.rules, today);
  const birth = birthDateToShowBy(history.birthDates);
  if (rule === null || birth === null || settledCapacity(history.capacities) === 'incapable') return null;
  if (as === 'guardian' && !mayBeGuardian(history, person)) return null;
  return comingOfAge(rule, birth, today);
}
