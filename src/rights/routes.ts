import {
  type ChildRef,
  closed,
  erased,
  erasureOrder,
  id,
  ownRightsRequest,
  ownRightsRequests,
  type RightsRequestId,
  type Route,
  rightsAnswer,
  rightsDecided,
  rightsExtended,
  rightsRefusal,
  rightsRequestRecord,
  rightsRequestSearch,
  rightsRequestSubmission,
  rightsWithdrawn,
  route,
  waitingRightsRequests,
} from '../contract/index.js';
import { extendTerm, grantRequest, refuseRequest } from './usecases/answer-request.js';
import { executeErasure } from './usecases/execute-erasure.js';
import { giveCertificate } from './usecases/give-certificate.js';
import { listOwnRequests, readOwnRequest } from './usecases/list-own-requests.js';
import { listRequests } from './usecases/list-requests.js';
import type { RightsNeeds } from './usecases/needs.js';
import { openRequest } from './usecases/open-request.js';
import { locationOf, requestRight } from './usecases/request-right.js';
import { withdrawRequest } from './usecases/withdraw-request.js';

const citizen = { callers: ['citizen'], tag: 'Families' } as const;
const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;
const jsonLd = 'application/ld+json';
const oneRequest = closed({ request: id<RightsRequestId>('rightsRequest') });

export const rightsRoutes = (needs: RightsNeeds): readonly Route[] => [
  ...ownRoutes(needs),
  withdrawalRoute(needs),
  certificateRoute(needs),
  ...officerRoutes(needs),
];

const ownRoutes = (needs: RightsNeeds): readonly Route[] => [
  route({
    ...citizen,
    method: 'POST',
    path: '/v1/me/children/{child}/rights-requests',
    summary:
      'Ask for access, rectification, erasure, restriction, or object (AVG 15-21); a privacy officer answers within a month',
    params: closed({ child: id<ChildRef>('childRef') }),
    body: rightsRequestSubmission,
    idempotent: true,
    responses: { 201: ownRightsRequest },
    problems: ['not-found', 'caller-not-allowed', 'step-up-required', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => {
      const { right, explanation = null } = body;
      const asked = await requestRight(needs, caller, params.child, { right, explanation }, claim);
      const { id, dueOn } = asked;
      const requestedAt = asked.requestedAt.toISOString();
      const open = { state: 'open', extension: null, grant: null, refusal: null, partners: [] };
      return {
        status: 201,
        body: { id, child: params.child, right, requestedAt, dueOn, explanation, ...open },
        headers: { Location: locationOf(id) },
      };
    },
  }),
  route({
    ...citizen,
    method: 'GET',
    path: '/v1/me/rights-requests',
    summary: 'What you asked about your rights, newest first, and what became of it',
    responses: { 200: ownRightsRequests },
    problems: [],
    handler: async ({ account }) => ({
      status: 200,
      body: { items: await listOwnRequests(needs, account) },
    }),
  }),
  route({
    ...citizen,
    method: 'GET',
    path: '/v1/me/rights-requests/{request}',
    summary: 'One of your requests, also when the child is not known here any more',
    params: oneRequest,
    responses: { 200: ownRightsRequest },
    problems: ['not-found'],
    handler: async ({ account }, { params }) => ({
      status: 200,
      body: await readOwnRequest(needs, account, params.request),
    }),
  }),
];

const withdrawalRoute = (needs: RightsNeeds): Route =>
  route({
    ...citizen,
    method: 'POST',
    path: '/v1/me/rights-requests/{request}/withdrawals',
    summary: 'Take back a request of yours that waits for an answer',
    params: oneRequest,
    idempotent: true,
    responses: { 201: rightsWithdrawn },
    problems: ['not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { request }, claim }) => {
      const proof = await withdrawRequest(needs, caller, request, claim);
      return { status: 201, body: { request, state: 'withdrawn', proof } };
    },
  });

const certificateRoute = (needs: RightsNeeds): Route =>
  route({
    ...citizen,
    method: 'GET',
    path: '/v1/me/rights-requests/{request}/certificate',
    summary:
      'The certificate of an erasure that you asked for, as a file that anyone can verify offline (consent-schemas/erasure-certificate.schema.json)',
    params: oneRequest,
    responses: { 200: jsonLd },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async ({ account }, { params: { request } }) => {
      const certificate = await giveCertificate(needs, account, request);
      return {
        status: 200,
        headers: { 'Content-Disposition': `attachment; filename="kernhub-${request}.jsonld"` },
        content: { type: jsonLd, data: `${JSON.stringify(certificate, null, 2)}\n` },
      };
    },
  });

const officerRoutes = (needs: RightsNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'rights'],
    method: 'POST',
    path: '/v1/rights-requests/_search',
    summary:
      'Requests that wait, the first due first, with what the retention rule says of each, or that were answered; the look is recorded',
    body: rightsRequestSearch,
    responses: { 200: waitingRightsRequests },
    problems: ['ledger-unavailable'],
    handler: async (caller, { body }) => ({
      status: 200,
      body: { items: await listRequests(needs, caller, body) },
    }),
  }),
  route({
    ...officer,
    oversees: ['look', 'rights'],
    method: 'GET',
    path: '/v1/rights-requests/{request}',
    summary: 'One request with its answer, also once it was answered; the look is recorded',
    params: oneRequest,
    responses: { 200: rightsRequestRecord },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params }) => ({
      status: 200,
      body: await openRequest(needs, caller, params.request),
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: '/v1/rights-requests/{request}/refusals',
    summary: 'Refuse a request, on an article of law and with words for the person who asked (AVG 12(4))',
    params: oneRequest,
    body: rightsRefusal,
    idempotent: true,
    responses: { 201: rightsDecided },
    problems: ['not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { request }, body, claim }) => {
      const proof = await refuseRequest(needs, caller, request, body, claim);
      return { status: 201, body: { request, state: 'refused', proof } };
    },
  }),
  route({
    ...officer,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: '/v1/rights-requests/{request}/grants',
    summary: 'Say that what was asked is done, and what that was; erasure takes a signed order instead',
    params: oneRequest,
    body: rightsAnswer,
    idempotent: true,
    responses: { 201: rightsDecided },
    problems: ['not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { request }, body, claim }) => {
      const proof = await grantRequest(needs, caller, request, body, claim);
      return { status: 201, body: { request, state: 'granted', proof } };
    },
  }),
  route({
    ...officer,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: '/v1/rights-requests/{request}/extensions',
    summary: 'Take two months more, within the first and once, and say why (AVG 12(3))',
    params: oneRequest,
    body: rightsAnswer,
    idempotent: true,
    responses: { 201: rightsExtended },
    problems: ['not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { request }, body, claim }) => ({
      status: 201,
      body: { request, ...(await extendTerm(needs, caller, request, body, claim)) },
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: '/v1/erasures',
    summary: 'Erase a child, on a word signed with a key of a privacy officer in the roster (AVG 17, 18)',
    body: erasureOrder,
    idempotent: true,
    responses: { 201: erased },
    problems: ['statement-invalid', 'not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { body, claim }) => ({
      status: 201,
      body: await executeErasure(needs, caller, body.statement, claim),
    }),
  }),
];
