import { HubError, type Professional, type Purpose } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PartnerFacts } from '../../policy/index.js';
import { countEmergencies } from '../store/exchanges.js';
import type { ExchangeNeeds } from './needs.js';

const day = 24 * 60 * 60 * 1000;

export interface Start {
  readonly caller: Professional;
  readonly recipient: PartnerFacts;
  readonly purpose: Purpose;
  readonly necessityStated: boolean;
  readonly now: Date;
}

/**
 * Whether this professional may ask for this purpose at all. Says nothing about any child, and is answered before one
 * is looked at.
 *
 * @throws HubError with the code that the policy names
 */
export async function mayStart(tx: Tx, needs: ExchangeNeeds, start: Start): Promise<void> {
  const { caller, recipient, purpose, necessityStated, now } = start;
  const { emergency } = purpose;
  const answer = needs.policies.decide({
    action: 'start',
    principal: recipient,
    resource: {
      id: purpose.id,
      emergency: emergency !== null,
      functions: emergency?.functions ?? [],
      perProfessionalPerDay: emergency?.perProfessionalPerDay ?? 0,
    },
    context: {
      professional: {
        ...(caller.function !== undefined && { function: caller.function }),
        multiFactor: needs.mfaAcr.includes(caller.acr),
        loginAgeSeconds: Math.max(0, Math.floor((now.getTime() - caller.authenticatedAt.getTime()) / 1000)),
      },
      necessityStated,
      emergenciesToday:
        emergency === null ? 0 : await countEmergencies(tx, caller.account, new Date(now.getTime() - day)),
    },
  });
  if (!answer.permit) throw new HubError(answer.refusal ?? 'policy-forbids');
}
