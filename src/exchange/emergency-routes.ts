/** The officer's queue of emergencies, and the verdict on each. */
import {
  closed,
  type EmergencyId,
  emergencies,
  emergencyReview,
  emergencyReviewed,
  id,
  oneOf,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { listEmergencies } from './usecases/list-emergencies.js';
import type { ExchangeNeeds } from './usecases/needs.js';
import { reviewEmergency } from './usecases/review-emergency.js';

const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;

export const emergencyRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'emergencies'],
    method: 'GET',
    path: '/v1/audit/emergencies',
    summary:
      'Emergencies that wait for review, oldest first, or that were reviewed, newest first; the look is recorded',
    query: closed({
      state: Type.Optional(oneOf('waiting', 'reviewed')),
      cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })),
    }),
    responses: { 200: emergencies },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query }) => ({
      status: 200,
      body: await listEmergencies(needs, caller, query.state ?? 'waiting', query.cursor ?? null),
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'emergencies'],
    method: 'POST',
    path: '/v1/audit/emergencies/{emergency}/reviews',
    summary: 'A privacy officer’s verdict on an emergency, and whether it stays hidden from the family',
    params: closed({ emergency: id<EmergencyId>('emergency') }),
    body: emergencyReview,
    idempotent: true,
    responses: { 201: emergencyReviewed },
    problems: ['not-found', 'caller-not-allowed', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { emergency }, body, claim }) => ({
      status: 201,
      body: { emergency, proof: await reviewEmergency(needs, caller, emergency, body, claim) },
    }),
  }),
];
