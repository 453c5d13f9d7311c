/** Accounts of the whole, for programs. They name no person, so that looking at them needs no reason. */
import {
  activityAddress,
  differencesAsked,
  dpiaFacts,
  processingActivities,
  processingActivity,
  type Route,
  registerDifferences,
  route,
} from '../contract/index.js';
import type { DpiaNeeds, HistoryNeeds } from './needs.js';
import { readDifferences } from './usecases/read-differences.js';
import { readDpiaFacts } from './usecases/read-dpia-facts.js';
import { readActivity, readRegister } from './usecases/read-register.js';

const account = { method: 'GET', callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;

export const accountRoutes = (needs: HistoryNeeds & DpiaNeeds): readonly Route[] => [
  route({
    ...account,
    oversees: ['look', 'register'],
    path: '/v1/processing-activities',
    summary:
      'The records of processing activities (AVG art. 30), as the hub goes by them now; names no person',
    responses: { 200: processingActivities },
    problems: [],
    handler: async () => ({ status: 200, body: await readRegister(needs) }),
  }),
  route({
    ...account,
    oversees: ['look', 'register'],
    path: '/v1/processing-activities/{purpose}/versions/{version}',
    summary: 'One version of a processing activity: where a line of the Logboek Dataverwerkingen leads to',
    params: activityAddress,
    responses: { 200: processingActivity },
    problems: ['not-found'],
    handler: async (_caller, { params: { purpose, version } }) => ({
      status: 200,
      body: await readActivity(needs, purpose, Number(version)),
    }),
  }),
  route({
    ...account,
    oversees: ['look', 'register'],
    path: '/v1/processing-differences',
    summary: 'What became different in the register between the ends of two days, as the log says it',
    query: differencesAsked,
    responses: { 200: registerDifferences },
    problems: [],
    handler: async (_caller, { query }) => ({ status: 200, body: await readDifferences(needs, query) }),
  }),
  route({
    ...account,
    oversees: ['look', 'register'],
    path: '/v1/dpia-facts',
    summary:
      'The facts for an impact assessment (AVG art. 35(7)), as the hub goes by them now; names no person',
    responses: { 200: dpiaFacts },
    problems: [],
    handler: async () => ({ status: 200, body: await readDpiaFacts(needs) }),
  }),
];
