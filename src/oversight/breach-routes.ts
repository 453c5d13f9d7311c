/** What an officer does when personal data was breached: open a case, see whom it affects, stop it, and keep the clock. */
import {
  type BreachId,
  breachAssessing,
  breachAssessment,
  breachCases,
  breachOpened,
  breachReport,
  breachStep,
  breachSuspension,
  closed,
  id,
  type Route,
  recorded,
  route,
  Type,
} from '../contract/index.js';
import { assessBreach } from './usecases/assess-breach.js';
import { listBreaches } from './usecases/list-breaches.js';
import type { OversightNeeds } from './usecases/needs.js';
import { openBreach } from './usecases/open-breach.js';
import { resumeConcerned, suspendConcerned } from './usecases/suspend-concerned.js';
import { takeBreachStep } from './usecases/take-breach-step.js';

const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;
const path = '/v1/audit/breaches';
const ofBreach = { params: closed({ breach: id<BreachId>('breach') }) } as const;

export const breachRoutes = (needs: OversightNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'breaches'],
    method: 'GET',
    path,
    summary:
      'Cases of personal data breaches with their 72 hours and state, newest first; the look is recorded',
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    responses: { 200: breachCases },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query }) => ({
      status: 200,
      body: await listBreaches(needs, caller, query.cursor ?? null),
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'breaches'],
    method: 'POST',
    path,
    summary: 'A privacy officer opens a case of a breach; 72 hours run from when they became aware (AVG 33)',
    body: breachReport,
    idempotent: true,
    responses: { 201: breachOpened },
    problems: ['not-found', 'caller-not-allowed', 'ledger-unavailable'],
    handler: async (caller, { body, claim }) => ({
      status: 201,
      body: await openBreach(needs, caller, body, claim),
    }),
  }),
  route({
    ...officer,
    oversees: ['look', 'breaches'],
    ...ofBreach,
    method: 'POST',
    path: `${path}/{breach}/_assess`,
    summary:
      'Whom a breach affects: children counted, fields by purpose, exchanges; with drafts of the notifications; the look is recorded',
    body: breachAssessing,
    responses: { 200: breachAssessment },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await assessBreach(needs, caller, params.breach, body),
    }),
  }),
  ...actionRoutes(needs),
];

const actionRoutes = (needs: OversightNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['decide', 'breaches'],
    ...ofBreach,
    method: 'POST',
    path: `${path}/{breach}/steps`,
    summary: 'What a privacy officer did: notified the supervisor or the families, or closed the case',
    body: breachStep,
    idempotent: true,
    responses: { 201: recorded },
    problems: ['not-found', 'caller-not-allowed', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => ({
      status: 201,
      body: { proof: await takeBreachStep(needs, caller, params.breach, body, claim) },
    }),
  }),
  ...(
    [
      [
        'suspensions',
        'Stop the partner, the key or the account that a breach is about, at once',
        suspendConcerned,
      ],
      ['resumptions', 'Let the account that a breach is about call again', resumeConcerned],
    ] as const
  ).map(([noun, summary, act]) =>
    route({
      ...officer,
      oversees: ['decide', 'breaches'],
      ...ofBreach,
      method: 'POST',
      path: `${path}/{breach}/${noun}`,
      summary,
      body: breachSuspension,
      idempotent: true,
      responses: { 200: recorded },
      problems: ['not-found', 'caller-not-allowed', 'state-conflict', 'ledger-unavailable'],
      handler: async (caller, { params, body, claim }) => ({
        status: 200,
        body: { proof: await act(needs, caller, params.breach, body.reason, claim) },
      }),
    }),
  ),
];
