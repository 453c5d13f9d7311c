/** What people asked about their rights, and the answers. */
import {
  type Claim,
  closed,
  HubError,
  id,
  type Officer,
  oneOf,
  type PartnerId,
  problems,
  type Reply,
  type RightsRequestId,
  type Route,
  rightsAssignmentSubmission,
  route,
  Type,
} from '../contract/index.js';
import { compileSchema } from '../kernel/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import { authoritative, languages, type Markup } from '../text/index.js';
import type { OfficerNeeds } from './needs.js';
import type { RightsFault } from './pages/assignments-part.js';
import { letterPage } from './pages/letter-page.js';
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
const assignForm = closed({
  ...guardFields,
  partners: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
  dueOn: Type.String({ maxLength: 20 }),
  instruction: Type.String({ maxLength: 2_000 }),
  passExplanation: Type.Optional(oneOf('yes')),
});
const oneRequest = closed({ request: id<RightsRequestId>('rightsRequest') });

export const rightsRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'rights'],
    method: 'GET',
    path,
    summary: 'Requests about rights that wait, the first due first, or were answered; the look is recorded',
    query: closed({ state: Type.Optional(oneOf('open', 'answered')) }),
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const { state = 'open' } = input.query;
      const { waiting, answered } = needs.rights.officers;
      const items = await (state === 'open' ? waiting : answered)(caller);
      const today = needs.clock.today();
      const shown = { state, items, today, guards: () => formGuards(input), fault: null };
      return visit.show(visit.own.rights.title, rightsPage(visit, shown), { path });
    },
  }),
  letterRoute(needs),
  answerRoute(needs),
  assignRoute(needs),
];

const letterRoute = (needs: OfficerNeeds): Route =>
  route({
    ...page,
    oversees: ['look', 'rights'],
    method: 'GET',
    path: `${path}/{request}/letter`,
    summary: 'The answer to a request as a letter to print, in a language of families; the look is recorded',
    params: oneRequest,
    query: closed({ language: Type.Optional(oneOf(...languages)) }),
    handler: async (caller: Officer, input) => {
      const { language = authoritative } = input.query;
      const { publicUrl, contactEmail } = needs;
      const visit = visitBy(needs, caller, input);
      const request = await needs.rights.officers.open(caller, input.params.request);
      const main = letterPage(visit, { request, language, publicUrl, contactEmail });
      return visit.show(visit.own.rights.letterTitle, main, { path: `${path}/${request.id}/letter` });
    },
  });

const answerRoute = (needs: OfficerNeeds): Route =>
  route({
    ...page,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: `${path}/{request}`,
    summary: 'Answer a request about rights, refuse it, or take longer',
    params: oneRequest,
    body: answerForm,
    idempotent: true,
    responses: { 303: null, 400: document, 409: document },
    handler: async (caller: Officer, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const { rights } = visitBy(needs, caller, input).own;
      const reason = body.reason.trim();
      const article = (body.article ?? '').trim();
      const again = (code: FaultCode, sentence: string) =>
        shownAgain(needs, caller, input, { form: 'answer', code, sentence, typed: { reason: body.reason } });
      if (reason === '') return again('invalid-request', rights.answerMissing);
      if (body.answer === 'refuse' && article === '') return again('invalid-request', rights.articleMissing);
      try {
        await answer(needs, caller, params.request, { ...body, reason, article }, ledTo(claim));
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
        return again(error.code, rights.notNow);
      }
      return { status: 303, headers: { Location: path } };
    },
  });

const assignRoute = (needs: OfficerNeeds): Route =>
  route({
    ...page,
    oversees: ['decide', 'rights'],
    method: 'POST',
    path: `${path}/{request}/assignments`,
    summary: 'Let partners that know the child answer the family for what they hold',
    params: oneRequest,
    body: assignForm,
    idempotent: true,
    responses: { 303: null, 400: document, 409: document },
    handler: async (caller: Officer, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const say = visitBy(needs, caller, input).own.rights.partners;
      const instruction = body.instruction.trim();
      const again = (code: FaultCode, sentence: string) =>
        shownAgain(needs, caller, input, {
          form: 'assignment',
          code,
          sentence,
          typed: { dueOn: body.dueOn, instruction },
        });
      if (body.partners.length === 0) return again('invalid-request', say.whichMissing);
      const submission = {
        partners: [...new Set(body.partners)] as PartnerId[],
        dueOn: body.dueOn,
        ...(instruction !== '' && { instruction }),
        ...(body.passExplanation === 'yes' && { passExplanation: true }),
      };
      if (!isSubmission(submission)) return again('invalid-request', say.malformed);
      try {
        await needs.rights.officers.assign(caller, params.request, submission, ledTo(claim));
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        if (error.code === 'invalid-request') return again(error.code, say.malformed);
        if (error.code === 'state-conflict') return again(error.code, say.notNow);
        throw error;
      }
      return { status: 303, headers: { Location: path } };
    },
  });

/** As the API takes it. */
const faultsOf = compileSchema(rightsAssignmentSubmission);
const isSubmission = (submission: unknown): boolean => faultsOf(submission).length === 0;

type FaultCode = 'invalid-request' | 'state-conflict';
const ledTo = (claim: Claim | null): Claim | null =>
  claim === null ? null : { ...claim, outcome: { status: 303, location: path } };

async function shownAgain(
  needs: OfficerNeeds,
  caller: Officer,
  input: Parameters<typeof formGuards>[0] & { readonly params: { readonly request: RightsRequestId } },
  fault: Omit<RightsFault, 'request'> & { readonly code: FaultCode },
): Promise<Reply> {
  const visit = visitBy(needs, caller, input);
  const items = await needs.rights.officers.waiting(caller);
  const today = needs.clock.today();
  const guards = (): Markup => formGuards(input);
  const main = rightsPage(visit, {
    state: 'open',
    items,
    today,
    guards,
    fault: { ...fault, request: input.params.request },
  });
  return visit.show(visit.own.rights.title, main, { path, status: problems[fault.code].status });
}

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
