import { type AccountId, type ChildRef, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { KnownPerson } from '../domain/facts.js';
import { personKnowing } from '../store/persons.js';

/** Who an account is to the child that it has under this id. @throws NotFound also for a child that is not this person's */
export async function requireKnown(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownPerson> {
  const known = await personKnowing(tx, account, child);
  if (known === null) throw new NotFound();
  return known;
}
