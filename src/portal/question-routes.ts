import type { Question } from '../consent/index.js';
import {
  type ChildRef,
  type Citizen,
  type ConsentRequestId,
  closed,
  InvalidRequest,
  id,
  NotFound,
  oneOf,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, refuseForged } from '../pages/index.js';
import { languages } from '../text/index.js';
import { type Chosen, flowsChosen, nothingChosen } from './domain/choice.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { answeredPage } from './pages/decision-pages.js';
import { questionPage } from './pages/question-page.js';
import { isDecided, type Visit, visitChild } from './visit.js';

const params = closed({ child: id<ChildRef>('childRef'), request: id<ConsentRequestId>('consentRequest') });
const ticked = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 });

const answerForm = closed({
  csrf: Type.String({ maxLength: 100 }),
  once: Type.String({ maxLength: 100 }),
  notice: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  language: oneOf(...languages),
  version: Type.String({ pattern: '^[1-9]\\d{0,8}$' }),
  choice: oneOf('given', 'refused'),
  fields: ticked,
  sources: ticked,
  recipients: ticked,
});

/** @throws NotFound */
async function questionOf(visit: Visit, request: ConsentRequestId): Promise<Question> {
  const question = (await visit.questions()).find((one) => one.request.id === request);
  if (question === undefined) throw new NotFound();
  return question;
}

const shown = (
  visit: Visit,
  question: Question,
  form: {
    readonly guards: ReturnType<typeof formGuards>;
    readonly chosen: Chosen;
    readonly fault: string | null;
  },
) => {
  const main = questionPage(visit.words, visit.purposeWords, { child: visit.child, question, ...form });
  const title = visit.purposeWords.title(question.purpose);
  const path = `${visit.base}/questions/${question.request.id}`;
  return visit.show(title, main, { path, status: form.fault === null ? 200 : 400 });
};

export const questionRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/questions/{request}',
    callers: ['citizen'],
    summary: 'A partner’s question, with all it takes to answer',
    params,
    handler: async (caller: Citizen, input) => {
      const visit = await visitChild(needs, caller, input.params.child, input);
      const question = await questionOf(visit, input.params.request);
      return shown(visit, question, { guards: formGuards(input), chosen: nothingChosen, fault: null });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/questions/{request}',
    callers: ['citizen'],
    summary: 'Answer a question',
    params,
    body: answerForm,
    idempotent: true,
    responses: { 303: null, 400: 'text/html; charset=utf-8' },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim, signal } = input;
      refuseForged(input, body.csrf);
      const visit = await visitChild(needs, caller, params.child, input);
      const question = await questionOf(visit, params.request);
      const again = (fault: string) =>
        shown(visit, question, { guards: formGuards(input), chosen: body, fault });
      const flows = body.choice === 'given' ? flowsChosen(question, body) : [];
      if (body.choice === 'given' && flows.length === 0) {
        return again(visit.words.say('question.nothingChosen'));
      }
      const location = `${visit.base}/questions/${params.request}/answer`;
      const { choice, notice: noticeHash, language, version } = body;
      const submission = {
        request: params.request,
        version: Number(version),
        noticeHash,
        language,
        choice,
        flows,
      };
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
      try {
        await needs.consent.decide(caller, params.child, submission, once, signal);
      } catch (error) {
        // Partners or texts changed between the question and the answer: show it as it is now.
        if (error instanceof InvalidRequest) return again(visit.words.say('question.changed'));
        throw error;
      }
      return { status: 303, headers: { Location: location } };
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/questions/{request}/answer',
    callers: ['citizen'],
    summary: 'What holds after an answer',
    params,
    handler: async (caller: Citizen, input) => {
      const visit = await visitChild(needs, caller, input.params.child, input);
      const question = await questionOf(visit, input.params.request);
      if (!isDecided(question)) throw new NotFound();
      const main = answeredPage(visit.words, visit.child, question);
      return visit.show(visit.purposeWords.title(question.purpose), main);
    },
  }),
];
