import { HubError, type PartnerId, type Purpose, type SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { together } from '../../kernel/index.js';
import type { Participant } from '../domain/asked.js';
import type { ConsentNeeds } from './needs.js';

/**
 * Who could take part in a purpose for a child: the partners enrolled with it and, for a role that may not use the BSN
 * and so can only be introduced, the partners that could be. The family says yes before anyone is introduced.
 */
export async function participantsOf(
  { people, partners, catalogue }: Pick<ConsentNeeds, 'people' | 'partners' | 'catalogue'>,
  tx: Tx,
  subject: SubjectId,
  purposes: readonly Purpose[],
): Promise<readonly Participant[]> {
  const recipients = new Set(purposes.flatMap(({ flows }) => flows.map(({ recipient }) => recipient)));
  const introducible = [...recipients].filter((role) => catalogue.role(role)?.bsnArticle === null);
  const [enrolments, introduced] = await together([
    people.enrolments(tx, subject),
    introducible.length === 0 ? [] : partners.withRoles(tx, introducible),
  ]);
  const enrolled = enrolments.map(({ partner, role }) => ({ partner, role, enrolled: true }));
  const known = new Set(enrolled.map(({ partner }) => partner));
  const others = introduced
    .filter(({ id, state }) => state === 'active' && !known.has(id))
    .map(({ id, role }) => ({ partner: id, role, enrolled: false }));
  return [...enrolled, ...others];
}

/**
 * Locks the calling partner and checks that it may act: who was suspended since the login may do nothing more.
 *
 * @throws HubError `partner-suspended` | `agreement-missing`
 */
export async function relyOnPartner(
  { partners }: Pick<ConsentNeeds, 'partners'>,
  tx: Tx,
  id: PartnerId,
): Promise<void> {
  await partners.lock(tx, [id], 'share');
  const partner = await partners.find(tx, id);
  if (partner === null || partner.state === 'suspended') throw new HubError('partner-suspended');
  if (partner.state !== 'active') throw new HubError('agreement-missing');
}
