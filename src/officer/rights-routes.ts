/** What people asked about their rights, and the answers. */
import {
  closed,
  HubError,
  id,
  type Officer,
  oneOf,
  problems,
  type RightsRequestId,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { rightsPage } from './pages/rights-page.js';
import { page, visitBy } from './visit.js';

const path = '/officer/rights';
const document = 'text/html; charset=utf-8';
const answerForm = closed({
  ...guardFields,
  answer: oneOf('grant', 'refuse', 'extend'),
  reason: Type.String({ maxLength: 2_000 }),
  article: Type.Optional(Type.String({ maxLength: 200 })),
});

export const rightsRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path,
    summary: 'Requests about rights that wait, the first due first; the look is recorded',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const items = await needs.rights.officers.waiting(caller);
      const shown = { items, today: needs.clock.today(), guards: () => formGuards(input), fault: null };
      return visit.show(visit.own.rights.title, rightsPage(visit, shown), { path });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: `${path}/{request}`,
    summary: 'Answer a request about rights, refuse it, or take longer',
    params: closed({ request: id<RightsRequestId>('rightsRequest') }),
    body: answerForm,
    idempotent: true,
    responses: { 303: null, 400: document, 409: document },
    handler: async (caller: Officer, input) => {
      const { params, body, claim } = input;
      const { request } = params;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const { rights } = visit.own;
      const again = async (code: 'invalid-request' | 'state-conflict', sentence: string) => {
        const items = await needs.rights.officers.waiting(caller);
        const fault = { request, sentence, code, reason: body.reason };
        const shown = { items, today: needs.clock.today(), guards: () => formGuards(input), fault };
        return visit.show(rights.title, rightsPage(visit, shown), { path, status: problems[code].status });
      };
      const reason = body.reason.trim();
      const article = (body.article ?? '').trim();
      if (reason === '') return again('invalid-request', rights.answerMissing);
      if (body.answer === 'refuse' && article === '') return again('invalid-request', rights.articleMissing);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      try {
        await answer(needs, caller, request, { ...body, reason, article }, once);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
        return again(error.code, rights.notNow);
      }
      return { status: 303, headers: { Location: path } };
    },
  }),
];

type Rights = OfficerNeeds['rights']['officers'];

function answer(
  { rights }: OfficerNeeds,
  caller: Officer,
  request: RightsRequestId,
  said: { readonly answer: 'grant' | 'refuse' | 'extend'; readonly reason: string; readonly article: string },
  claim: Parameters<Rights['grant']>[3],
): Promise<unknown> {
  const { reason, article } = said;
  if (said.answer === 'refuse') return rights.officers.refuse(caller, request, { article, reason }, claim);
  return rights.officers[said.answer](caller, request, { reason }, claim);
}
