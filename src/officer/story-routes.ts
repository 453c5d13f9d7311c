/** One request, opened with a reason. */

import { evidenceFile, evidenceType } from '../audit/index.js';
import {
  closed,
  type ExchangeId,
  InvalidRequest,
  id,
  type Officer,
  problems,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { storyAskPage, storyPage } from './pages/story-page.js';
import { page, visitBy } from './visit.js';

const path = '/officer/exchanges/{exchange}';
const params = closed({ exchange: id<ExchangeId>('exchange') });
const document = 'text/html; charset=utf-8';
const openForm = closed({
  ...guardFields,
  reason: Type.String({ maxLength: 500 }),
});

export const storyRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'exchanges'],
    method: 'GET',
    path,
    summary: 'The form to open one request',
    params,
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const form = { exchange: input.params.exchange, guards: formGuards(input), faults: [] };
      return visit.show(visit.own.story.title, storyAskPage(visit, form), { path: addressOf(form.exchange) });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'exchanges'],
    method: 'POST',
    path,
    summary: 'One request with all that it stands on, with a reason; the look is recorded',
    params,
    body: openForm,
    responses: { 200: document, 400: document },
    handler: async (caller: Officer, input) => {
      const { params: of, body } = input;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const { story, log } = visit.own;
      const { exchange } = of;
      const reason = body.reason.trim();
      if (reason === '') {
        const form = { exchange, guards: formGuards(input), faults: [log.reasonMissing] };
        const status = problems['invalid-request'].status;
        return visit.show(story.title, storyAskPage(visit, form), { path: addressOf(exchange), status });
      }
      const told = await needs.audit.openStory(caller, exchange, reason);
      const main = storyPage(visit, told, { reason, guards: formGuards(input) });
      return visit.show(story.title, main, { path: addressOf(exchange) });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'evidence'],
    method: 'POST',
    path: `${path}/evidence`,
    summary: 'The same as one file that anyone can verify offline; that it was given is recorded',
    params,
    body: openForm,
    responses: { 200: evidenceType },
    handler: async (caller: Officer, input) => {
      const { params: of, body } = input;
      refuseForged(input, body.csrf);
      const reason = body.reason.trim();
      if (reason === '') throw new InvalidRequest([{ pointer: '/reason', reason: 'must not be empty' }]);
      const { exchange } = of;
      return evidenceFile(exchange, await needs.audit.giveEvidence(caller, exchange, reason));
    },
  }),
];

const addressOf = (exchange: ExchangeId): string => `/officer/exchanges/${exchange}`;
