import {
  authority,
  authorityAssertion,
  authorityConfirmation,
  authorityConfirmed,
  capacity,
  capacityAssertion,
  child,
  children,
  closed,
  enrolledSubject,
  enrolmentRequest,
  id,
  identifierEvaluation,
  identifierEvaluationRequest,
  introduction,
  introductionRedemption,
  introductionRequest,
  invitation,
  invitationRedemption,
  invitationRequest,
  type PersonRef,
  type Route,
  route,
  type SubjectRef,
  subject,
  subjectPage,
  subjectSearch,
  waitingAssertions,
  waitingAssertionsSearch,
} from '../contract/index.js';
import { assertAuthority } from './usecases/assert-authority.js';
import { assertCapacity } from './usecases/assert-capacity.js';
import { confirmAssertion } from './usecases/confirm-assertion.js';
import { type EnrolledSubject, enrolSubject } from './usecases/enrol-subject.js';
import { evaluateIdentifier } from './usecases/evaluate-identifier.js';
import { introduceSubject } from './usecases/introduce-subject.js';
import { invitePerson } from './usecases/invite-person.js';
import { describeChild, listChildren } from './usecases/list-children.js';
import { listWaitingAssertions } from './usecases/list-waiting-assertions.js';
import type { PeopleNeeds } from './usecases/needs.js';
import { redeemIntroduction } from './usecases/redeem-introduction.js';
import { redeemInvitation } from './usecases/redeem-invitation.js';
import { searchSubjects } from './usecases/search-subjects.js';

const professional = { callers: ['professional'], scope: 'hub:act', tag: 'Children' } as const;
const citizen = { callers: ['citizen'], tag: 'Families' } as const;
const officer = { callers: ['officer'], scope: 'hub:oversee', tag: 'Officers' } as const;
const oneSubject = closed({ subject: id<SubjectRef>('subjectRef') });
const onePerson = closed({ subject: id<SubjectRef>('subjectRef'), person: id<PersonRef>('personRef') });
const ledgerMayStall = ['ledger-unavailable'] as const;
const evaluatorMayRefuse = ['rate-limited', 'evaluator-unavailable'] as const;

export const peopleRoutes = (needs: PeopleNeeds): readonly Route[] => [
  ...enrolmentRoutes(needs),
  ...personRoutes(needs),
  ...introductionRoutes(needs),
  ...familyRoutes(needs),
  ...officerRoutes(needs),
];

const enrolmentRoutes = (needs: PeopleNeeds): readonly Route[] => [
  route({
    ...professional,
    method: 'POST',
    path: '/v1/identifier-evaluations',
    summary: 'Have a blinded identifier evaluated (RFC 9497)',
    body: identifierEvaluationRequest,
    responses: { 200: identifierEvaluation },
    problems: ['role-not-allowed', 'proof-invalid', ...evaluatorMayRefuse],
    handler: async (caller, { body }) => ({
      status: 200,
      body: await evaluateIdentifier(needs, caller, body.blinded),
    }),
  }),
  route({
    ...professional,
    method: 'POST',
    path: '/v1/subjects',
    summary: 'Enrol a child under an id of your own',
    body: enrolmentRequest,
    idempotent: true,
    responses: { 201: enrolledSubject },
    problems: ['role-not-allowed', 'budget-exhausted', ...evaluatorMayRefuse, ...ledgerMayStall],
    handler: async (caller, { body, claim }) => enrolledReply(await enrolSubject(needs, caller, body, claim)),
  }),
  route({
    callers: ['professional', 'system'],
    tag: 'Children',
    method: 'POST',
    path: '/v1/subjects/_search',
    summary: 'List the children that you enrolled, newest first',
    body: subjectSearch,
    responses: { 200: subjectPage },
    problems: [],
    handler: async (caller, { body }) => ({
      status: 200,
      body: await searchSubjects(needs, caller.partner, body),
    }),
  }),
];

const personRoutes = (needs: PeopleNeeds): readonly Route[] => [
  route({
    ...professional,
    method: 'POST',
    path: '/v1/subjects/{subject}/invitations',
    summary: 'Invite a guardian or the young person, with a code to hand over on paper',
    params: oneSubject,
    body: invitationRequest,
    idempotent: true,
    responses: { 201: invitation },
    problems: ['not-found', ...ledgerMayStall],
    handler: async (caller, { params, body, claim }) => {
      const invited = await invitePerson(needs, caller, { ...params, as: body.as }, claim);
      return {
        status: 201,
        body: { ...invited, expiresAt: invited.expiresAt.toISOString() },
        headers: { Location: `/v1/subjects/${params.subject}/invitations/${invited.id}` },
      };
    },
  }),
  route({
    ...professional,
    method: 'PUT',
    path: '/v1/subjects/{subject}/authorities/{person}',
    summary: 'Say what you have seen of a person’s parental authority',
    params: onePerson,
    body: authorityAssertion,
    responses: { 200: authority },
    problems: ['not-found', 'state-conflict', ...ledgerMayStall],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await assertAuthority(needs, caller, params, body),
    }),
  }),
  route({
    ...professional,
    method: 'PUT',
    path: '/v1/subjects/{subject}/capacity',
    summary: 'Say whether a young person can appraise own interests (WGBO 7:465), without the reason',
    params: oneSubject,
    body: capacityAssertion,
    responses: { 200: capacity },
    problems: ['not-found', ...ledgerMayStall],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await assertCapacity(needs, caller, params.subject, body),
    }),
  }),
];

const introductionRoutes = (needs: PeopleNeeds): readonly Route[] => [
  route({
    ...professional,
    method: 'POST',
    path: '/v1/subjects/{subject}/introductions',
    summary: 'Introduce a child to one partner that may not use the BSN',
    params: oneSubject,
    body: introductionRequest,
    idempotent: true,
    responses: { 201: introduction },
    problems: ['not-found', 'basis-not-in-force', ...ledgerMayStall],
    handler: async (caller, { params, body, claim }) => {
      const introduced = await introduceSubject(needs, caller, { ...params, ...body }, claim);
      return { status: 201, body: { ...introduced, expiresAt: introduced.expiresAt.toISOString() } };
    },
  }),
  route({
    ...professional,
    method: 'POST',
    path: '/v1/introductions/_redeem',
    summary: 'Enrol a child that you were introduced to',
    body: introductionRedemption,
    idempotent: true,
    responses: { 201: subject },
    problems: ['not-found', 'budget-exhausted', ...ledgerMayStall],
    handler: async (caller, { body, claim }) =>
      enrolledReply(await redeemIntroduction(needs, caller, body, claim)),
  }),
];

const familyRoutes = (needs: PeopleNeeds): readonly Route[] => [
  route({
    ...citizen,
    method: 'POST',
    path: '/v1/me/invitations/_redeem',
    summary: 'Redeem the code from a partner’s invitation',
    body: invitationRedemption,
    responses: { 200: child },
    problems: ['not-found', 'state-conflict', 'rate-limited', ...ledgerMayStall],
    handler: async (caller, { body }) => {
      const known = await redeemInvitation(needs, caller, body.code);
      return { status: 200, body: await describeChild(needs, known) };
    },
  }),
  route({
    ...citizen,
    method: 'GET',
    path: '/v1/me/children',
    summary: 'List the children for whom you were recognised',
    responses: { 200: children },
    problems: [],
    handler: async (caller) => ({
      status: 200,
      body: { items: await listChildren(needs, caller.account) },
    }),
  }),
];

const officerRoutes = (needs: PeopleNeeds): readonly Route[] => [
  route({
    ...officer,
    oversees: ['look', 'authority'],
    method: 'POST',
    path: '/v1/authority-assertions/_search',
    summary: 'List assertions that wait for a confirmation or contradict each other',
    body: waitingAssertionsSearch,
    responses: { 200: waitingAssertions },
    problems: [...ledgerMayStall],
    handler: async (caller, { body }) => ({
      status: 200,
      body: { items: [...(await listWaitingAssertions(needs, caller, body.limit))] },
    }),
  }),
  route({
    ...officer,
    oversees: ['decide', 'authority'],
    method: 'POST',
    path: '/v1/authority-confirmations',
    summary: 'Confirm an assertion, on the ground of a document or the BRP',
    body: authorityConfirmation,
    idempotent: true,
    responses: { 201: authorityConfirmed },
    problems: ['not-found', 'state-conflict', ...ledgerMayStall],
    handler: async (caller, { body, claim }) => {
      const proof = await confirmAssertion(needs, caller, body, claim);
      return { status: 201, body: { assertion: body.assertion, proof } };
    },
  }),
];

const enrolledReply = <E extends EnrolledSubject>(enrolled: E) => ({
  status: 201,
  body: { ...enrolled, enrolledAt: enrolled.enrolledAt.toISOString() },
  headers: { Location: `/v1/subjects/${enrolled.id}` },
});
