/** What an officer asks about one exchange. */
import {
  closed,
  type ExchangeId,
  exchangeStory,
  id,
  inspection,
  type Reply,
  type Route,
  route,
} from '../contract/index.js';
import type { Evidence } from './domain/evidence/evidence.js';
import { giveEvidence } from './usecases/give-evidence.js';
import type { AuditNeeds } from './usecases/needs.js';
import { openStory } from './usecases/open-story.js';

const ofExchange = { params: closed({ exchange: id<ExchangeId>('exchange') }), body: inspection } as const;
/** The body is JSON. */
export const evidenceType = 'application/vnd.kernhub.evidence+json';
const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;

export const auditRoutes = (needs: AuditNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'exchanges'],
    ...ofExchange,
    method: 'POST',
    path: '/v1/audit/exchanges/{exchange}/_open',
    summary:
      'One exchange with all that it stands on: facts, policies, consents, what the partners did, and the proofs; the look is recorded',
    responses: { 200: exchangeStory },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await openStory(needs, caller, params.exchange, body.reason),
    }),
  }),
  route({
    ...officer,
    oversees: ['look', 'evidence'],
    ...ofExchange,
    method: 'POST',
    path: '/v1/audit/exchanges/{exchange}/evidence',
    summary:
      'The same as one file that anyone can verify offline (consent-schemas/evidence.schema.json); that it was given is recorded',
    responses: { 200: evidenceType },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params: { exchange }, body }) => {
      return evidenceFile(exchange, await giveEvidence(needs, caller, exchange, body.reason));
    },
  }),
];

export const evidenceFile = (exchange: ExchangeId, evidence: Evidence): Reply => ({
  status: 200,
  headers: { 'Content-Disposition': `attachment; filename="kernhub-evidence-${exchange}.json"` },
  content: { type: evidenceType, data: `${JSON.stringify(evidence, null, 2)}\n` },
});
