import type { Question } from '../consent/index.js';
import {
  type ChildRef,
  type Citizen,
  type ConsentRequestId,
  closed,
  type DecisionId,
  type DecisionSignature,
  HubError,
  InvalidRequest,
  id,
  NotFound,
  oneOf,
  type Route,
  route,
  type Static,
  Type,
  timestamp,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import { languages, type TextKey } from '../text/index.js';
import { type Chosen, flowsChosen, nothingChosen } from './domain/choice.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { answeredPage } from './pages/decision-pages.js';
import { questionPage } from './pages/question-page.js';
import { signPage } from './pages/sign-page.js';
import { isDecided, type Visit, visitChild } from './visit.js';

const params = closed({ child: id<ChildRef>('childRef'), request: id<ConsentRequestId>('consentRequest') });
const ticked = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 });

const signedText = Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 4_000 }));

const answerForm = closed({
  ...guardFields,
  notice: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  language: oneOf(...languages),
  version: Type.String({ pattern: '^[1-9]\\d{0,8}$' }),
  choice: oneOf('given', 'refused'),
  fields: ticked,
  sources: ticked,
  recipients: ticked,
  /** Whether a device is to sign first. */
  sign: Type.Optional(oneOf('yes')),
  decision: Type.Optional(id<DecisionId>('decision')),
  askedAt: Type.Optional(timestamp),
  /** Empty where the page was sent on without a signature. */
  ...{
    credential: signedText,
    clientDataJSON: signedText,
    authenticatorData: signedText,
    signature: signedText,
  },
});
type AnswerForm = Static<typeof answerForm>;

/** What the device signed, where it did. */
function signatureIn(form: AnswerForm): DecisionSignature | null {
  const { decision, askedAt, credential, clientDataJSON, authenticatorData, signature } = form;
  if (!decision || !askedAt || !credential || !clientDataJSON || !authenticatorData || !signature)
    return null;
  return { decision, askedAt, credential: { id: credential, clientDataJSON, authenticatorData, signature } };
}

/** @throws NotFound */
async function questionOf(visit: Visit, request: ConsentRequestId): Promise<Question> {
  const question = (await visit.questions()).find((one) => one.request.id === request);
  if (question === undefined) throw new NotFound();
  return question;
}

/** Null where browsers make no passkeys for this website. */
async function canSignOf({ passkeys }: PortalNeeds, { account }: Citizen, { child }: Visit) {
  if (!passkeys.available) return null;
  return (await passkeys.list(account, child.id)).some(({ revokedOn }) => revokedOn === null);
}

/** What a person is told where the answer could not be taken; null for what this page has no words for. */
function faultOf(error: unknown): TextKey | null {
  // Partners or texts changed between the question and the answer: show it as it is now.
  if (error instanceof InvalidRequest) return 'question.changed';
  if (!(error instanceof HubError)) return null;
  if (error.code === 'passkey-invalid') return 'passkeys.notSigned';
  return error.code === 'signature-required' ? 'passkeys.required' : null;
}

const shown = (
  visit: Visit,
  question: Question,
  form: {
    readonly guards: ReturnType<typeof formGuards>;
    readonly chosen: Chosen;
    readonly fault: string | null;
    readonly canSign: boolean | null;
    readonly aboutSigning?: boolean;
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
      const canSign = await canSignOf(needs, caller, visit);
      return shown(visit, question, {
        guards: formGuards(input),
        chosen: nothingChosen,
        fault: null,
        canSign,
      });
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
    responses: { 200: 'text/html; charset=utf-8', 303: null, 400: 'text/html; charset=utf-8' },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim, signal } = input;
      refuseForged(input, body.csrf);
      const visit = await visitChild(needs, caller, params.child, input);
      const question = await questionOf(visit, params.request);
      const canSign = await canSignOf(needs, caller, visit);
      const again = (fault: TextKey) => {
        const said = visit.words.say(fault);
        const aboutSigning = fault.startsWith('passkeys.');
        return shown(visit, question, {
          ...{ guards: formGuards(input), chosen: body, fault: said, canSign, aboutSigning },
        });
      };
      const flows = body.choice === 'given' ? flowsChosen(question, body) : [];
      if (body.choice === 'given' && flows.length === 0) return again('question.nothingChosen');
      const location = `${visit.base}/questions/${params.request}/answer`;
      const { choice, notice: noticeHash, language, version } = body;
      const answer = {
        ...{ request: params.request, version: Number(version), noticeHash, language, choice, flows },
      };
      const signature = signatureIn(body);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
      try {
        if (body.sign === 'yes' && signature === null) {
          const challenge = await needs.consent.askSignature(caller, params.child, answer);
          const view = {
            child: visit.child,
            question,
            answer: body,
            flows,
            challenge,
            guards: formGuards(input),
          };
          const main = signPage(visit.words, visit.purposeWords, view);
          const path = `${visit.base}/questions/${params.request}`;
          return visit.show(visit.words.say('passkeys.signTitle'), main, { path, script: 'passkey.js' });
        }
        const submission = { ...answer, ...(signature !== null && { signature }) };
        await needs.consent.decide(caller, params.child, submission, once, signal);
      } catch (error) {
        const fault = faultOf(error);
        if (fault === null) throw error;
        return again(fault);
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
      const path = `${visit.base}/questions/${question.request.id}/answer`;
      return visit.show(visit.purposeWords.title(question.purpose), main, { path });
    },
  }),
];
