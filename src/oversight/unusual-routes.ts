/** What an officer does with unusual use: look, open, and say what was made of it. */
import {
  closed,
  id,
  oneOf,
  openedUnusualUse,
  type PartnerId,
  type Route,
  route,
  Type,
  type UnusualUseId,
  unusualDisposed,
  unusualDisposition,
  unusualRules,
  unusualUses,
} from '../contract/index.js';
import { disposeUnusualUse } from './usecases/dispose-unusual-use.js';
import { listUnusualUses } from './usecases/list-unusual-uses.js';
import type { OversightNeeds } from './usecases/needs.js';
import { openUnusualUse } from './usecases/open-unusual-use.js';

const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;
const ofUse = { params: closed({ unusual: id<UnusualUseId>('unusualUse') }) } as const;

export const unusualRoutes = (needs: OversightNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'unusual-use'],
    method: 'GET',
    path: '/v1/audit/unusual-uses',
    summary:
      'Unusual use that waits for an officer, oldest first, or was disposed of, newest first; the look is recorded',
    query: closed({
      state: Type.Optional(oneOf('waiting', 'disposed')),
      rule: Type.Optional(oneOf(...unusualRules)),
      partner: Type.Optional(id<PartnerId>('partner')),
      cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })),
    }),
    responses: { 200: unusualUses },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query: { state = 'waiting', rule, partner, cursor = null } }) => ({
      status: 200,
      body: await listUnusualUses(needs, caller, { state, rule, partner }, cursor),
    }),
  }),
  route({
    ...officer,
    oversees: ['look', 'unusual-use'],
    ...ofUse,
    method: 'GET',
    path: '/v1/audit/unusual-uses/{unusual}',
    summary: 'One unusual use with the requests that it rests on; the look is recorded',
    responses: { 200: openedUnusualUse },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params: { unusual } }) => ({
      status: 200,
      body: await openUnusualUse(needs, caller, unusual),
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'unusual-use'],
    ...ofUse,
    method: 'POST',
    path: '/v1/audit/unusual-uses/{unusual}/dispositions',
    summary: 'What a privacy officer made of unusual use, with a note',
    body: unusualDisposition,
    idempotent: true,
    responses: { 201: unusualDisposed },
    problems: ['not-found', 'caller-not-allowed', 'ledger-unavailable'],
    handler: async (caller, { params: { unusual }, body, claim }) => ({
      status: 201,
      body: { unusual, proof: await disposeUnusualUse(needs, caller, unusual, body, claim) },
    }),
  }),
];
