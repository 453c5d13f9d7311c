import { type Route, route } from '../contract/index.js';
import type { Ledger } from './usecases/create-ledger.js';

const plainText = 'text/plain; charset=utf-8';

/** What anyone may ask, at the places where C2SP tlog-tiles clients look. */
export const ledgerRoutes = (ledger: Ledger): readonly Route[] => [
  route({
    method: 'GET',
    path: '/checkpoint',
    callers: ['anyone'],
    summary: 'The newest published checkpoint of the ledger, a C2SP signed note',
    tag: 'Ledger',
    responses: { 200: plainText },
    problems: ['ledger-unavailable'],
    handler: async () => ({ status: 200, content: { type: plainText, data: await ledger.checkpoint() } }),
  }),
  route({
    method: 'GET',
    path: '/ledger-key',
    callers: ['anyone'],
    summary: 'The verifier keys of the ledger, one C2SP vkey a line, current one first',
    tag: 'Ledger',
    responses: { 200: plainText },
    problems: [],
    handler: async () => ({
      status: 200,
      content: { type: plainText, data: `${ledger.verifierKeys().join('\n')}\n` },
    }),
  }),
];
