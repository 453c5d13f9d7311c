/** What an officer searches among everything that was ever asked. */
import { accessSearch, loggedAccesses, type Route, route } from '../contract/index.js';
import type { ExchangeNeeds } from './usecases/needs.js';
import { searchAccesses } from './usecases/search-accesses.js';

export const accessLogRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/audit/accesses/_search',
    callers: ['officer'],
    scope: 'hub:oversee',
    tag: 'Officers',
    summary: 'Search what anyone asked, and what came of it, with a reason; the look is recorded',
    body: accessSearch,
    responses: { 200: loggedAccesses },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { body }) => ({ status: 200, body: await searchAccesses(needs, caller, body) }),
  }),
];
