/** The local API as a table: what the partner's own system, or the page, may ask of this agent. */
import {
  authorityAssertion,
  capacityAssertion,
  closed,
  type ExchangeId,
  emergencyApproval,
  type FamilyLanguage,
  fieldName,
  introductionRedemption,
  introductionRequest,
  invitationRequest,
  keepGround,
  list,
  oneOf,
  partnerAnswer,
  recordingCode,
  recordingSubmission,
  relation,
  type Static,
  slug,
  stopOutcome,
  type TObject,
  Type,
  text,
  warningAnswer,
} from '../contract/index.js';
import type { Agent, Professional } from './usecases/agent-parts.js';
import { answerAssignment, listAssignments } from './usecases/answer-assignment.js';
import { askForContext } from './usecases/ask-for-context.js';
import { enrolChild } from './usecases/enrol-child.js';
import { listChildren } from './usecases/find-child.js';
import { answerWarning, listWarnings } from './usecases/follow-warnings.js';
import { answerStop, listStops } from './usecases/obey-stop.js';
import { receiveAnswer } from './usecases/receive-answer.js';
import { familyOf, readPaper, standForPaper, wordsToSay, writeDown } from './usecases/record-with-person.js';
import { declineTask, listWaiting, releaseTask } from './usecases/release-by-hand.js';
import { statusOf } from './usecases/report-status.js';
import {
  approveEmergency,
  askFamily,
  assertAuthority,
  assertCapacity,
  introduceChild,
  invitePerson,
  redeemIntroduction,
} from './usecases/work-with-family.js';

export interface LocalRoute {
  readonly method: 'get' | 'post' | 'put';
  /** Express form. */
  readonly path: string;
  readonly body?: TObject;
  readonly status: number;
  readonly handler: (agent: Agent, who: Professional, input: LocalInput<never>) => Promise<unknown>;
}

export interface LocalInput<B> {
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  /** Of `Prefer: wait`, or of the body. */
  readonly waitSeconds: number;
}

function row<B extends TObject>(
  method: LocalRoute['method'],
  path: string,
  status: number,
  body: B | null,
  handler: (agent: Agent, who: Professional, input: LocalInput<Static<B>>) => Promise<unknown>,
): LocalRoute {
  return { method, path, status, ...(body !== null && { body }), handler: handler as LocalRoute['handler'] };
}

const purposeOf = { purpose: slug };

/** `POST /api/children/{number}/exchanges`. */
export const contextRequest = closed({
  ...purposeOf,
  question: slug,
  fields: Type.Optional(list(fieldName, 60, 1)),
  text: Type.Optional(text(2_000)),
  necessity: Type.Optional(text(2_000)),
  unsafeForFamily: Type.Optional(text(2_000)),
  /** What the partner's own system knows: the child is one of somebody who works there. */
  colleaguesChild: Type.Optional(Type.Literal(true)),
  waitSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
});
export const enrolment = closed({ relation });
/** `POST /api/tasks/{task}/release`: values by hand, of the fields that were asked. */
export const release = closed({ ground: slug, fields: Type.Record(fieldName, Type.Unknown()) });
export const stopWord = closed({ outcome: stopOutcome, ground: Type.Optional(keepGround) });
export const declination = closed({ reason: oneOf('secrecy', 'unsafe', 'professional-declined') });
const consentQuestion = closed({
  ...purposeOf,
  explanation: text(1_000),
  flows: Type.Optional(list(slug, 60, 1)),
});
const redemption = closed({ ...introductionRedemption.properties, number: text(60) });
const { version: _version, flows: _flows, ...spoken } = recordingSubmission.properties;
/** `POST /api/consent-requests/{request}/recordings`: what a person said, of optional fields those that they allow. */
export const saidWithPerson = closed({
  ...spoken,
  optionalFields: list(fieldName, 60),
});
/** `POST /api/children/{number}/recordings/_search` and `_witness`. */
export const paperCode = recordingCode;
const approval = closed({ purpose: emergencyApproval.properties.purpose });

const number = ({ params }: LocalInput<unknown>): string => params.number ?? '';

export const localRoutes: readonly LocalRoute[] = [
  row('get', '/api/status', 200, null, async (agent) => statusOf(agent)),
  row('get', '/api/children', 200, null, async (agent) => ({ items: await listChildren(agent) })),
  row('post', '/api/children/:number/enrolment', 201, enrolment, (agent, who, input) =>
    enrolChild(agent, who, { number: number(input), relation: input.body.relation }),
  ),
  row('post', '/api/children/:number/invitations', 201, invitationRequest, (agent, who, input) =>
    invitePerson(agent, who, number(input), input.body.as),
  ),
  row('put', '/api/children/:number/authorities/:person', 200, authorityAssertion, (agent, who, input) =>
    assertAuthority(agent, who, number(input), input.params.person ?? '', input.body),
  ),
  row('put', '/api/children/:number/capacity', 200, capacityAssertion, (agent, who, input) =>
    assertCapacity(agent, who, number(input), input.body),
  ),
  row('post', '/api/children/:number/consent-requests', 201, consentQuestion, (agent, who, input) =>
    askFamily(agent, who, number(input), input.body),
  ),
  row('get', '/api/consent-requests/:request', 200, null, (agent, who, { params }) =>
    agent.hub.consentRequest(params.request ?? '', who.token),
  ),
  row('get', '/api/children/:number/family', 200, null, async (agent, _who, input) =>
    familyOf(agent, number(input)),
  ),
  row(
    'get',
    '/api/children/:number/consent-requests/:request/persons/:person/texts/:language',
    200,
    null,
    async (agent, _who, { params }) => {
      const { request = '', person = '', language } = params;
      const asked = { number: params.number ?? '', request, person };
      return (await wordsToSay(agent, { ...asked, language: language as FamilyLanguage })).texts;
    },
  ),
  row('post', '/api/consent-requests/:request/recordings', 201, saidWithPerson, (agent, who, input) =>
    writeDown(agent, who, input.params.request ?? '', input.body),
  ),
  row('post', '/api/children/:number/recordings/_search', 200, paperCode, async (agent, who, input) => {
    return (await readPaper(agent, who, number(input), input.body.code)).view;
  }),
  row('post', '/api/children/:number/recordings/_witness', 201, paperCode, (agent, who, input) =>
    standForPaper(agent, who, number(input), input.body.code),
  ),
  row('post', '/api/children/:number/introductions', 201, introductionRequest, (agent, who, input) =>
    introduceChild(agent, who, number(input), input.body),
  ),
  row('post', '/api/introductions', 201, redemption, async (agent, who, { body }) => ({
    subject: await redeemIntroduction(agent, who, body),
  })),
  row('post', '/api/children/:number/exchanges', 201, contextRequest, (agent, who, input) =>
    askForContext(agent, who, { waitSeconds: input.waitSeconds, ...input.body, number: number(input) }),
  ),
  row('get', '/api/exchanges/:exchange', 200, null, (agent, who, { params, waitSeconds }) =>
    receiveAnswer(agent, who, (params.exchange ?? '') as ExchangeId, waitSeconds),
  ),
  row('post', '/api/children/:number/emergency-approvals', 201, approval, async (agent, who, input) =>
    approveEmergency(agent, who, number(input), input.body.purpose),
  ),
  row('get', '/api/tasks', 200, null, async (agent) => ({ items: await listWaiting(agent) })),
  row('post', '/api/tasks/:task/release', 200, release, async (agent, who, { params, body }) => {
    await releaseTask(agent, who, params.task ?? '', { ground: body.ground, fields: body.fields as never });
    return { state: 'answered' };
  }),
  row('post', '/api/tasks/:task/decline', 200, declination, async (agent, who, { params, body }) => {
    await declineTask(agent, who, params.task ?? '', body.reason);
    return { state: 'declined' };
  }),
  row('get', '/api/warnings', 200, null, async (agent) => ({ items: await listWarnings(agent) })),
  row('post', '/api/warnings/:emergency/answer', 200, warningAnswer, async (agent, who, { params, body }) => {
    await answerWarning(agent, who, params.emergency ?? '', body.measure);
    return { state: 'answered' };
  }),
  row('get', '/api/stops', 200, null, async (agent) => ({ items: listStops(agent) })),
  row('post', '/api/stops/:stop/statement', 200, stopWord, async (agent, who, { params, body }) => {
    await answerStop(agent, who, params.stop ?? '', body);
    return { state: 'answered' };
  }),
  row('get', '/api/rights-assignments', 200, null, async (agent) => ({ items: listAssignments(agent) })),
  row(
    'post',
    '/api/rights-assignments/:assignment/statement',
    200,
    partnerAnswer,
    async (agent, who, { params, body }) => {
      await answerAssignment(agent, who, params.assignment ?? '', body);
      return { state: 'answered' };
    },
  ),
];
