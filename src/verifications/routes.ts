import {
  closed,
  id,
  type Route,
  route,
  Type,
  type VerificationId,
  verificationRun,
  verificationRuns,
} from '../contract/index.js';
import type { Verifications } from './usecases/create-verifications.js';

const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;
const path = '/v1/audit/verifications';
const params = closed({ verification: id<VerificationId>('verification') });

export const verificationRoutes = (runs: Verifications): readonly Route[] => [
  route({
    ...officer,
    oversees: ['verify', 'verifications'],
    method: 'POST',
    path,
    summary:
      'Begin to replay the whole log: every entry, the tree, the tables that mirror it and the rules; one run at a time',
    responses: { 202: verificationRun },
    problems: ['state-conflict'],
    handler: async (caller) => {
      const run = await runs.begin(caller);
      return { status: 202, body: run, headers: { Location: `${path}/${run.id}` } };
    },
  }),
  route({
    ...officer,
    oversees: ['look', 'verifications'],
    method: 'GET',
    path,
    summary: 'Every run of the replay and what came of it, newest first; names no person but who began it',
    query: closed({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    responses: { 200: verificationRuns },
    problems: [],
    handler: async (_caller, { query }) => ({ status: 200, body: await runs.list(query.cursor ?? null) }),
  }),
  route({
    ...officer,
    oversees: ['look', 'verifications'],
    method: 'GET',
    path: `${path}/{verification}`,
    summary: 'One run: how far it is, or what came of it',
    params,
    responses: { 200: verificationRun },
    problems: ['not-found'],
    handler: async (_caller, { params: { verification } }) => ({
      status: 200,
      body: await runs.read(verification),
    }),
  }),
  route({
    ...officer,
    oversees: ['verify', 'verifications'],
    method: 'POST',
    path: `${path}/{verification}/_stop`,
    summary: 'Ask a run to stop; it does within seconds, at whichever hub it runs',
    params,
    responses: { 202: verificationRun },
    problems: ['not-found', 'state-conflict'],
    handler: async (_caller, { params: { verification } }) => ({
      status: 202,
      body: await runs.stopRun(verification),
    }),
  }),
];
