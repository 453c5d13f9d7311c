import type { Role, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { needsConsent } from '../../purposes/index.js';
import type { ConsentNeeds } from './needs.js';
import { standing } from './standing.js';

/**
 * Whether there is a basis now for a flow about this child to a role, so that a partner of it may be introduced: a flow
 * that needs no consent, or one that the family allowed to a partner of that role. An emergency introduces nobody.
 */
export async function introductionAllowed(
  needs: Pick<ConsentNeeds, 'people' | 'catalogue' | 'partners' | 'clock'>,
  tx: Tx,
  question: { readonly subject: SubjectId; readonly purpose: string; readonly toRole: Role },
): Promise<boolean> {
  const { catalogue, partners, clock } = needs;
  const purpose = catalogue.current(question.purpose);
  if (purpose === null || purpose.emergency !== null) return false;
  const flows = catalogue.flowsTo(purpose, question.toRole);
  if (flows.some((flow) => !needsConsent(flow))) return true;
  const moment = { now: clock.now(), today: clock.today() };
  const consent = await standing(needs, tx, { ...question, version: purpose.version, ...moment });
  for (const { id } of flows) {
    for (const recipient of consent.flows.get(id)?.recipients ?? []) {
      if ((await partners.find(tx, recipient))?.role === question.toRole) return true;
    }
  }
  return false;
}
