import {
  accesses,
  acknowledged,
  type ChildRef,
  closed,
  declineRequest,
  type ExchangeId,
  emergencyApproval,
  envelope,
  exchange,
  exchangeRequest,
  id,
  type Route,
  receiptSubmission,
  recorded,
  route,
  type TaskId,
  Type,
  tasks,
} from '../contract/index.js';
import { approveEmergency } from './usecases/approve-emergency.js';
import { declineTask } from './usecases/decline-task.js';
import { listAccesses } from './usecases/list-accesses.js';
import type { ExchangeNeeds } from './usecases/needs.js';
import { postReceipt } from './usecases/post-receipt.js';
import { putEnvelope } from './usecases/put-envelope.js';
import { readExchange, readMade } from './usecases/read-exchange.js';
import { requestExchange } from './usecases/request-exchange.js';
import { takeTasks } from './usecases/take-tasks.js';

const exchangeParams = closed({ exchange: id<ExchangeId>('exchange') });
const taskParams = closed({ task: id<TaskId>('task') });
const byPartner = ['system', 'professional'] as const;
const tasksAtOnce = 20;

/** What a requester does: ask, read, acknowledge. */
const requesterRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/exchanges',
    callers: ['professional'],
    summary: 'Ask the partners around a child for the fields of a purpose',
    tag: 'Exchanges',
    body: exchangeRequest,
    idempotent: true,
    waits: true,
    responses: { 201: exchange },
    problems: [
      'statement-invalid',
      'purpose-not-offered',
      'role-not-allowed',
      'basis-not-in-force',
      'policy-forbids',
      'agreement-missing',
      'step-up-required',
      'function-not-allowed',
      'emergency-not-permitted',
      'not-found',
      'ledger-unavailable',
    ],
    handler: async (caller, { body, claim, waitSeconds: seconds, signal }) => {
      const made = await requestExchange(needs, caller, body, claim);
      const view = await readMade(needs, made, { seconds, signal });
      const headers = { Location: `/v1/exchanges/${made.exchange.id}` };
      return { status: 201, headers, body: view, waited: seconds > 0 };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/exchanges/{exchange}',
    callers: byPartner,
    summary: 'The state of an exchange, with every sealed answer that may be delivered now',
    tag: 'Exchanges',
    params: exchangeParams,
    waits: true,
    responses: { 200: exchange },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params, waitSeconds: seconds, signal }) => ({
      status: 200,
      body: await readExchange(needs, caller, params.exchange, { seconds, signal }),
      waited: seconds > 0,
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/exchanges/{exchange}/receipts',
    callers: byPartner,
    summary: 'Acknowledge a delivery; the hub deletes what it sealed',
    tag: 'Exchanges',
    params: exchangeParams,
    body: receiptSubmission,
    idempotent: true,
    responses: { 201: acknowledged },
    problems: ['statement-invalid', 'not-found', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => {
      await postReceipt(needs, caller, params.exchange, body.receipt, claim);
      return { status: 201, body: { state: 'received' } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/emergency-approvals',
    callers: ['professional'],
    summary: 'Stand behind a colleague’s emergency request; 15 minutes, once',
    tag: 'Exchanges',
    body: emergencyApproval,
    idempotent: true,
    responses: { 201: recorded },
    problems: [
      'agreement-missing',
      'step-up-required',
      'function-not-allowed',
      'emergency-not-permitted',
      'not-found',
      'ledger-unavailable',
    ],
    handler: async (caller, { body, claim }) => ({
      status: 201,
      body: { proof: await approveEmergency(needs, caller, body, claim) },
    }),
  }),
];

/** What a source does: take, answer, decline. */
const sourceRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/tasks',
    callers: ['system'],
    summary: 'Take what waits for this source; each task is leased for 60 seconds',
    tag: 'Tasks',
    query: closed({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    waits: true,
    responses: { 200: tasks },
    problems: [],
    handler: async (caller, { query, waitSeconds: seconds, signal }) => ({
      status: 200,
      body: { items: await takeTasks(needs, caller, query.limit ?? tasksAtOnce, { seconds, signal }) },
      waited: seconds > 0,
    }),
  }),
  route({
    method: 'PUT',
    path: '/v1/tasks/{task}/envelope',
    callers: byPartner,
    summary: 'Answer a task with sealed fields; in an emergency a professional does',
    tag: 'Tasks',
    params: taskParams,
    body: envelope,
    responses: { 200: acknowledged },
    problems: [
      'envelope-rejected',
      'professional-required',
      'caller-not-allowed',
      'not-found',
      'task-not-open',
      'ledger-unavailable',
    ],
    handler: async (caller, { params, body }) => {
      await putEnvelope(needs, caller, params.task, body);
      return { status: 200, body: { state: 'answered' } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tasks/{task}/declines',
    callers: byPartner,
    summary: 'Decline a task, with a reason as a code; the requester does not learn it',
    tag: 'Tasks',
    params: taskParams,
    body: declineRequest,
    idempotent: true,
    responses: { 201: acknowledged },
    problems: ['not-found', 'task-not-open', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => {
      await declineTask(needs, caller, params.task, body, claim);
      return { status: 201, body: { state: 'declined' } };
    },
  }),
];

/** What the family does: look. */
const familyRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/me/children/{child}/accesses',
    callers: ['citizen'],
    summary: 'Who asked for what about this child, by day, newest first',
    tag: 'Families',
    params: closed({ child: id<ChildRef>('childRef') }),
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    responses: { 200: accesses },
    problems: ['not-found'],
    handler: async (caller, { params, query }) => {
      const { items, next } = await listAccesses(needs, caller, params.child, query.cursor ?? null);
      return { status: 200, body: { items, next } };
    },
  }),
];

export const exchangeRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  ...requesterRoutes(needs),
  ...sourceRoutes(needs),
  ...familyRoutes(needs),
];
