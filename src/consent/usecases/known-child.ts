import { type AccountId, type ChildRef, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';

/** Who this account is to that child. @throws NotFound for an unknown child and for someone else's */
export async function knownChild(
  { people }: Pick<ConsentNeeds, 'people'>,
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<KnownPerson> {
  const known = (await people.personsOf(tx, account)).find((person) => person.child === child);
  if (known === undefined) throw new NotFound();
  return known;
}
