/** What follows for the partner where an officer called its emergency not necessary. */
import {
  closed,
  type EmergencyId,
  emergencyWarnings,
  id,
  type Route,
  route,
  warningAnswer,
  warningAnswered,
} from '../contract/index.js';
import { answerWarning } from './usecases/answer-warning.js';
import { listWarnings } from './usecases/list-warnings.js';
import type { ExchangeNeeds } from './usecases/needs.js';

export const warningRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/emergency-warnings',
    callers: ['system', 'professional'],
    summary: 'Own emergencies that a privacy officer called not necessary and that wait for an answer',
    tag: 'Exchanges',
    responses: { 200: emergencyWarnings },
    problems: [],
    handler: async (caller) => ({ status: 200, body: { items: await listWarnings(needs, caller) } }),
  }),
  route({
    method: 'POST',
    path: '/v1/emergency-warnings/{emergency}/answers',
    callers: ['professional'],
    summary: 'Say what was done with that word; by somebody else than who used the emergency',
    tag: 'Exchanges',
    params: closed({ emergency: id<EmergencyId>('emergency') }),
    body: warningAnswer,
    idempotent: true,
    responses: { 201: warningAnswered },
    problems: ['not-found', 'caller-not-allowed', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { emergency }, body: { measure }, claim }) => ({
      status: 201,
      body: { emergency, proof: await answerWarning(needs, caller, emergency, measure, claim) },
    }),
  }),
];
