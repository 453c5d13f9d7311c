/** What is older than its term, for officers. */
import {
  type Claim,
  type Officer,
  type RetentionOrdered,
  type Route,
  retentionOrdered,
  retentionOverview,
  retentionSubmission,
  route,
} from '../contract/index.js';
import type { RightsNeeds } from './usecases/needs.js';
import { readRetention } from './usecases/read-retention.js';

/** @param digest of what was shown @throws StateConflict | HubError `caller-not-allowed` | `ledger-unavailable` */
export type OrderRetention = (
  caller: Officer,
  digest: string,
  claim: Claim | null,
) => Promise<RetentionOrdered>;

const path = '/v1/audit/retention';
const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;

/** @param order has the worker begin at once */
export const retentionRoutes = (needs: RightsNeeds, order: OrderRetention): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'retention'],
    method: 'GET',
    path,
    summary:
      'What is older than its term and may go, what goes by itself, and what went: counts and days, of no child and no person',
    responses: { 200: retentionOverview },
    problems: [],
    handler: async () => ({ status: 200, body: await readRetention(needs) }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'retention'],
    method: 'POST',
    path,
    summary: 'Let go what is older than its term, as it was shown; on record, and carried out in rounds',
    body: retentionSubmission,
    idempotent: true,
    responses: { 201: retentionOrdered },
    problems: ['state-conflict', 'ledger-unavailable'],
    handler: async (caller, { body: { digest }, claim }) => ({
      status: 201,
      body: await order(caller, digest, claim),
    }),
  }),
];
