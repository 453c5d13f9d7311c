/** What an officer searches among everything that was ever asked. */
import {
  accessExport,
  accessSearch,
  loggedAccesses,
  type Reply,
  type Route,
  route,
} from '../contract/index.js';
import { type ExportedAccesses, exportAccesses } from './usecases/export-accesses.js';
import type { ExchangeNeeds } from './usecases/needs.js';
import { searchAccesses } from './usecases/search-accesses.js';

export const accessLogRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/audit/accesses/_search',
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['look', 'accesses'],
    tag: 'Officers',
    summary: 'Search what anyone asked, and what came of it, with a reason; the look is recorded',
    body: accessSearch,
    responses: { 200: loggedAccesses },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { body }) => ({ status: 200, body: await searchAccesses(needs, caller, body) }),
  }),
  route({
    method: 'POST',
    path: '/v1/audit/exports',
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['look', 'accesses'],
    tag: 'Officers',
    summary:
      'All that a search finds, as CSV (RFC 4180), JSON, Logboek Dataverwerkingen or FHIR R4, bit by bit; the look is recorded',
    body: accessExport,
    responses: { 200: '*/*' },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { body }) => fileOf(await exportAccesses(needs, caller, body)),
  }),
];

/** How many rows are to come stands in front, so that a reader can tell how far it is. */
export const fileOf = ({ type, fileName, count, data }: ExportedAccesses): Reply => ({
  status: 200,
  headers: { 'Content-Disposition': `attachment; filename="${fileName}"`, 'Kernhub-Rows': String(count) },
  content: { type, data },
});
