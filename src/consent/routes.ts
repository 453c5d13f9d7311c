import {
  type ChildRef,
  type Citizen,
  type ConsentRequestId,
  closed,
  consentRequest,
  consentRequestSubmission,
  consents,
  type DecisionId,
  decisionSubmission,
  decisionToSign,
  familyLanguage,
  id,
  type Route,
  recordedDecision,
  route,
  signatureChallenge,
  Type,
  withdrawal,
} from '../contract/index.js';
import { recordingRoutes } from './recording-routes.js';
import { askFamily } from './usecases/ask-family.js';
import { askSignature } from './usecases/ask-signature.js';
import { decide } from './usecases/decide.js';
import { listQuestions, type Question } from './usecases/list-questions.js';
import type { ConsentNeeds } from './usecases/needs.js';
import { readRequest } from './usecases/read-request.js';
import { withdrawDecision } from './usecases/withdraw-decision.js';

const child = id<ChildRef>('childRef');

export const consentRoutes = (needs: ConsentNeeds): readonly Route[] => [
  askRoute(needs),
  readRoute(needs),
  questionsRoute(needs),
  signRoute(needs),
  decideRoute(needs),
  withdrawRoute(needs),
  ...recordingRoutes(needs),
];

const questionsRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'GET',
    path: '/v1/me/children/{child}/consents',
    callers: ['citizen'],
    summary: 'Every question about this child, with what it takes to decide, and the own decision',
    tag: 'Families',
    params: closed({ child }),
    query: closed({ language: Type.Optional(familyLanguage) }),
    responses: { 200: consents },
    problems: ['not-found'],
    handler: async ({ account }: Citizen, { params, query }) => {
      const questions = await listQuestions(needs, account, params.child, query.language ?? 'nl');
      return { status: 200, body: { items: questions.map(questionView) } };
    },
  });

const signRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'POST',
    path: '/v1/me/children/{child}/decisions/_challenge',
    callers: ['citizen'],
    summary: 'Ask for what a passkey must sign for this answer; decides nothing',
    tag: 'Families',
    params: closed({ child }),
    body: decisionToSign,
    responses: { 200: signatureChallenge },
    problems: ['not-found', 'purpose-not-offered', 'state-conflict'],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await askSignature(needs, caller, params.child, body),
    }),
  });

const decideRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'POST',
    path: '/v1/me/children/{child}/decisions',
    callers: ['citizen'],
    summary: 'Give or refuse consent; 202 without proof when a refusal holds while the ledger stalls',
    tag: 'Families',
    params: closed({ child }),
    body: decisionSubmission,
    responses: { 201: recordedDecision, 202: recordedDecision },
    problems: [
      'not-found',
      'purpose-not-offered',
      'state-conflict',
      'passkey-invalid',
      'signature-required',
      'ledger-unavailable',
    ],
    idempotent: true,
    handler: async (caller, { params, body, claim, signal }) => {
      const { decidedAt, ...decided } = await decide(needs, caller, params.child, body, claim, signal);
      return {
        status: decided.proof === null ? 202 : 201,
        headers: { Location: `/v1/me/children/${params.child}/decisions/${decided.id}` },
        body: { ...decided, decidedAt: decidedAt.toISOString() },
      };
    },
  });

const withdrawRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'POST',
    path: '/v1/me/children/{child}/decisions/{decision}/withdrawals',
    callers: ['citizen'],
    summary: 'Withdraw a decision, at once; 202 without proof when it holds while the ledger stalls',
    tag: 'Families',
    params: closed({ child, decision: id<DecisionId>('decision') }),
    responses: { 201: withdrawal, 202: withdrawal },
    problems: ['not-found', 'step-up-required', 'state-conflict'],
    idempotent: true,
    handler: async (caller, { params, claim, signal }) => {
      const withdrawn = await withdrawDecision(needs, caller, params.child, params.decision, claim, signal);
      const body = { ...withdrawn, withdrawnAt: withdrawn.withdrawnAt.toISOString() };
      return { status: withdrawn.proof === null ? 202 : 201, body };
    },
  });

const askRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'POST',
    path: '/v1/consent-requests',
    callers: ['professional'],
    scope: 'hub:act',
    summary: 'Ask the family, with a personal explanation',
    tag: 'Consent',
    body: consentRequestSubmission,
    responses: { 201: consentRequest },
    problems: ['not-found', 'purpose-not-offered', 'role-not-allowed', 'ledger-unavailable'],
    idempotent: true,
    handler: async (caller, { body, claim, signal }) => {
      const { id: request, askedAt, proof } = await askFamily(needs, caller, body, claim, signal);
      const { subject, purpose, version } = body;
      return {
        status: 201,
        headers: { Location: `/v1/consent-requests/${request}` },
        body: {
          id: request,
          subject,
          purpose,
          version,
          state: 'incomplete',
          askedAt: askedAt.toISOString(),
          proof,
        },
      };
    },
  });

const readRoute = (needs: ConsentNeeds): Route =>
  route({
    method: 'GET',
    path: '/v1/consent-requests/{request}',
    callers: ['system', 'professional'],
    summary: 'Whether everyone who must has given; nothing about who has not, or why',
    tag: 'Consent',
    params: closed({ request: id<ConsentRequestId>('consentRequest') }),
    responses: { 200: consentRequest },
    problems: ['not-found'],
    handler: async ({ partner }, { params }) => {
      const { askedAt, ...asked } = await readRequest(needs, partner, params.request);
      return { status: 200, body: { ...asked, askedAt: askedAt.toISOString() } };
    },
  });

const questionView = ({ request, own, waits: _, ...question }: Question) => ({
  ...question,
  request: request.id,
  askedOn: request.askedOn,
  own: own === null ? null : ownView(own),
});

const ownView = ({ decision, state, recordedBy }: NonNullable<Question['own']>) => ({
  decision: decision.id,
  choice: decision.choice,
  state,
  decidedAt: decision.decidedAt.toISOString(),
  channel: decision.channel,
  recordedBy,
  signed: decision.signed,
});
