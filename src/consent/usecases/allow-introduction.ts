import type { PartnerId, Role, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { needsConsent } from '../../purposes/index.js';
import type { ConsentNeeds } from './needs.js';
import { standing } from './standing.js';

/**
 * Whether there is a basis now for a flow about this child to this partner, so that it may be introduced: a flow to its
 * role that needs no consent, or one that the family allowed to this very partner. An emergency introduces nobody.
 */
export async function introductionAllowed(
  needs: Pick<ConsentNeeds, 'people' | 'catalogue' | 'clock'>,
  tx: Tx,
  question: {
    readonly subject: SubjectId;
    readonly purpose: string;
    readonly to: PartnerId;
    readonly toRole: Role;
  },
): Promise<boolean> {
  const { catalogue } = needs;
  const purpose = catalogue.current(question.purpose);
  if (purpose === null || purpose.emergency !== null) return false;
  const flows = catalogue.flowsTo(purpose, question.toRole);
  if (flows.some((flow) => !needsConsent(flow))) return true;
  const consent = await standing(needs, tx, { ...question, version: purpose.version });
  return (
    consent.inForce && flows.some(({ id }) => consent.flows.get(id)?.recipients.has(question.to) === true)
  );
}
