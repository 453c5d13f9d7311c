/** The end of what was shared: orders to stop, the recipients' answers, and what the officer sees of them. */
import {
  acknowledged,
  closed,
  id,
  overdueStops,
  type Route,
  route,
  type StopId,
  stopOrders,
  stopStatement,
  Type,
} from '../contract/index.js';
import { answerStop } from './usecases/answer-stop.js';
import { listOverdueStops } from './usecases/list-overdue-stops.js';
import type { ExchangeNeeds } from './usecases/needs.js';
import { takeStops } from './usecases/take-stops.js';

const ordersAtOnce = 20;

export const stopRoutes = (needs: ExchangeNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/stops',
    callers: ['system'],
    summary: 'Take the orders to stop using what was received; each is leased for 60 seconds',
    tag: 'Stops',
    query: closed({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    waits: true,
    responses: { 200: stopOrders },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query, waitSeconds: seconds, signal }) => ({
      status: 200,
      body: { items: await takeStops(needs, caller, query.limit ?? ordersAtOnce, { seconds, signal }) },
      waited: seconds > 0,
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/stops/{stop}/statements',
    callers: ['system', 'professional'],
    summary: 'Answer an order with a signed statement: stopped, erased, corrected, or kept on a legal ground',
    tag: 'Stops',
    params: closed({ stop: id<StopId>('stop') }),
    body: stopStatement,
    idempotent: true,
    responses: { 201: acknowledged },
    problems: ['statement-invalid', 'not-found', 'ledger-unavailable'],
    handler: async (caller, { params, body, claim }) => {
      await answerStop(needs, caller, params.stop, body.statement, claim);
      return { status: 201, body: { state: 'answered' } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/overdue-stops',
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['look', 'stops'],
    summary:
      'Orders to stop that a recipient did not answer in time, longest overdue first; the look is recorded',
    tag: 'Officers',
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    responses: { 200: overdueStops },
    problems: ['ledger-unavailable'],
    handler: async (caller, { query }) => ({
      status: 200,
      body: await listOverdueStops(needs, caller, query.cursor ?? null),
    }),
  }),
];
