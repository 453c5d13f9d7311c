/** Requests about rights that partners answer for what they hold: assigned by an officer, heard of and answered by an agent. */
import {
  acknowledged,
  closed,
  id,
  type RightsAssignmentId,
  type RightsRequestId,
  type Route,
  rightsAnswerStatement,
  rightsAssigned,
  rightsAssignmentSubmission,
  rightsAssignments,
  route,
  Type,
} from '../contract/index.js';
import { answerAssignment } from './usecases/answer-assignment.js';
import { assignRequest } from './usecases/assign-request.js';
import { listAssignments } from './usecases/list-assignments.js';
import type { RightsNeeds } from './usecases/needs.js';

export const assignmentRoutes = (needs: RightsNeeds): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/rights-requests/{request}/assignments',
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['decide', 'rights'],
    summary:
      'Pass a request on to partners that are enrolled with the child: each answers the family for what it holds (AVG 12, 26)',
    tag: 'Officers',
    params: closed({ request: id<RightsRequestId>('rightsRequest') }),
    body: rightsAssignmentSubmission,
    idempotent: true,
    responses: { 201: rightsAssigned },
    problems: ['not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params: { request }, body, claim }) => ({
      status: 201,
      body: await assignRequest(needs, caller, request, body, claim),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/rights-assignments',
    callers: ['system'],
    summary:
      'Requests about rights that your organisation is to answer and has not, the first assigned first',
    tag: 'Rights',
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    waits: true,
    responses: { 200: rightsAssignments },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query, waitSeconds: seconds, signal }) => ({
      status: 200,
      body: await listAssignments(needs, caller, query.cursor ?? null, { seconds, signal }),
      waited: seconds > 0,
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/rights-assignments/{assignment}/statements',
    callers: ['system', 'professional'],
    summary:
      'Say with a signed statement that you answered the family, that you hold nothing, or that you refused and why',
    tag: 'Rights',
    params: closed({ assignment: id<RightsAssignmentId>('rightsAssignment') }),
    body: rightsAnswerStatement,
    idempotent: true,
    responses: { 201: acknowledged },
    problems: ['statement-invalid', 'not-found', 'state-conflict', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => {
      await answerAssignment(needs, caller, params.assignment, body.statement, claim);
      return { status: 201, body: { state: 'answered' } };
    },
  }),
];
