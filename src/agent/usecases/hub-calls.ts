/**
 * Every call this agent makes, and the shape it accepts as an answer. The hub is not trusted to keep to its own
 * contract: an answer of another shape stops here, before anything reads it.
 */
import type { HubCall, HubClient } from '../../client/index.js';
import {
  type AuthorityAssertion,
  acknowledged,
  authority,
  type CapacityAssertion,
  type ConsentRequestSubmission,
  capacity,
  consentRequest,
  currentRoster,
  type DeclineRequest,
  type EnrolmentRequest,
  type Envelope,
  type ExchangeRequest,
  emergencyWarnings,
  enrolledSubject,
  exchange,
  type FamilyLanguage,
  familyTexts,
  HubError,
  identifierEvaluation,
  introduction,
  invitation,
  problems,
  purpose,
  purposeList,
  type RecordingSubmission,
  type Relation,
  recordedWithPerson,
  recordingView,
  rightsAssignments,
  type Static,
  stopOrders,
  subject,
  type TSchema,
  Type,
  tasks,
  type WarningMeasure,
  type Witnessing,
  witnessed,
} from '../../contract/index.js';
import { type Check, compileSchema, type Json, newId } from '../../kernel/index.js';

/** A professional's access token; without one the system calls for itself. */
export type Token = string;

const checks = new Map<TSchema, Check>();

function checked<S extends TSchema>(schema: S, answer: unknown): Static<S> {
  let check = checks.get(schema);
  if (check === undefined) {
    check = compileSchema(schema);
    checks.set(schema, check);
  }
  const faults = check(answer);
  if (faults.length > 0) {
    const places = faults.slice(0, 5).map(({ pointer, reason }) => `${pointer} ${reason}`);
    throw new HubError('internal', { detail: `the hub's answer has another shape: ${places.join('; ')}` });
  }
  return answer as Static<S>;
}

const anything = Type.Unknown();
const key = (): string => newId('idk');

/** The hub did this before under the same key; what it answered then it does not say again. */
export class DoneBefore extends Error {
  override readonly name = 'DoneBefore';
  /** Path of what was made then; null where nothing can be read of it. */
  readonly location: string | null;

  constructor(location: string | null) {
    super('the hub did this before');
    this.location = location;
  }
}

export const hubCalls = (client: HubClient) => {
  const asked = async <S extends TSchema>(schema: S, request: HubCall): Promise<Static<S>> => {
    const { headers, body } = await client.call(request);
    if (headers.has('idempotency-replayed')) throw new DoneBefore(headers.get('location'));
    return checked(schema, body);
  };
  /** @param once names this call for whoever may make it again; then `DoneBefore` can be the answer */
  const started = <S extends TSchema>(schema: S, path: string, body: object, token: Token, once = key()) =>
    asked(schema, {
      method: 'POST',
      path,
      body: body as Json,
      professionalToken: token,
      idempotencyKey: once,
    });
  const of = (subjectRef: string): string => `/v1/subjects/${subjectRef}`;
  return {
    roster: () => asked(currentRoster, { method: 'GET', path: '/v1/roster' }),
    purposes: () => asked(purposeList, { method: 'GET', path: '/v1/purposes' }),
    purpose: (id: string, version: number) =>
      asked(purpose, { method: 'GET', path: `/v1/purposes/${id}/versions/${version}` }),

    takeTasks: (limit: number, wait: number, signal: AbortSignal) =>
      asked(tasks, { method: 'GET', path: `/v1/tasks?limit=${limit}`, wait, signal }),
    putEnvelope: (task: string, body: Envelope, token?: Token) =>
      asked(acknowledged, {
        method: 'PUT',
        path: `/v1/tasks/${task}/envelope`,
        body: body as unknown as Json,
        ...(token !== undefined && { professionalToken: token }),
      }),
    decline: (task: string, body: DeclineRequest, token?: Token) =>
      asked(anything, {
        method: 'POST',
        path: `/v1/tasks/${task}/declines`,
        body: body as unknown as Json,
        idempotencyKey: key(),
        ...(token !== undefined && { professionalToken: token }),
      }),

    takeStops: (limit: number, wait: number, signal: AbortSignal) =>
      asked(stopOrders, { method: 'GET', path: `/v1/stops?limit=${limit}`, wait, signal }),
    answerStop: (stop: string, statement: string, token?: Token) =>
      asked(anything, {
        method: 'POST',
        path: `/v1/stops/${stop}/statements`,
        body: { statement },
        idempotencyKey: key(),
        ...(token !== undefined && { professionalToken: token }),
      }),

    warnings: () => asked(emergencyWarnings, { method: 'GET', path: '/v1/emergency-warnings' }),
    answerWarning: (emergency: string, measure: WarningMeasure, token: Token) =>
      started(anything, `/v1/emergency-warnings/${emergency}/answers`, { measure }, token),
    rightsAssignments: (cursor: string | null, wait: number, signal: AbortSignal) =>
      asked(rightsAssignments, {
        method: 'GET',
        path: `/v1/rights-assignments${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
        signal,
        ...(wait > 0 && { wait }),
      }),
    answerAssignment: (assignment: string, statement: string, token: Token) =>
      started(anything, `/v1/rights-assignments/${assignment}/statements`, { statement }, token),

    createExchange: (body: ExchangeRequest, token: Token) => started(exchange, '/v1/exchanges', body, token),
    exchange: (id: string, wait: number, token: Token) =>
      asked(exchange, {
        method: 'GET',
        path: `/v1/exchanges/${id}`,
        professionalToken: token,
        ...(wait > 0 && { wait }),
      }),
    postReceipt: (id: string, receipt: string, token: Token) =>
      started(anything, `/v1/exchanges/${id}/receipts`, { receipt }, token),

    evaluate: (blinded: string, token: Token) =>
      asked(identifierEvaluation, {
        method: 'POST',
        path: '/v1/identifier-evaluations',
        body: { blinded },
        professionalToken: token,
      }),
    enrol: (body: EnrolmentRequest, token: Token) => started(enrolledSubject, '/v1/subjects', body, token),
    invite: (ref: string, as: 'guardian' | 'young-person', token: Token, once?: string) =>
      started(invitation, `${of(ref)}/invitations`, { as }, token, once),
    assertAuthority: (ref: string, person: string, body: AuthorityAssertion, token: Token) =>
      asked(authority, {
        method: 'PUT',
        path: `${of(ref)}/authorities/${person}`,
        body: body as unknown as Json,
        professionalToken: token,
      }),
    assertCapacity: (ref: string, body: CapacityAssertion, token: Token) =>
      asked(capacity, {
        method: 'PUT',
        path: `${of(ref)}/capacity`,
        body: body as unknown as Json,
        professionalToken: token,
      }),
    askConsent: (body: ConsentRequestSubmission, token: Token, once?: string) =>
      started(consentRequest, '/v1/consent-requests', body, token, once),
    consentRequest: (id: string, token: Token) =>
      asked(consentRequest, {
        method: 'GET',
        path: `/v1/consent-requests/${id}`,
        professionalToken: token,
      }),
    familyTexts: (
      { purpose: name, version }: { readonly purpose: string; readonly version: number },
      language: FamilyLanguage,
      audience: 'guardian' | 'young-person',
    ) =>
      asked(familyTexts, {
        method: 'GET',
        path: `/v1/purposes/${name}/versions/${version}/texts/${language}?audience=${audience}`,
      }),
    record: (request: string, body: RecordingSubmission, token: Token, once?: string) =>
      started(recordedWithPerson, `/v1/consent-requests/${request}/recordings`, body, token, once),
    readToWitness: (body: Witnessing, token: Token) =>
      asked(recordingView, {
        method: 'POST',
        path: '/v1/recordings/_search',
        body,
        professionalToken: token,
      }),
    witness: (body: Witnessing, token: Token, once?: string) =>
      started(witnessed, '/v1/recordings/_witness', body, token, once),
    introduce: (ref: string, to: string, purposeId: string, token: Token) =>
      started(introduction, `${of(ref)}/introductions`, { to, purpose: purposeId }, token),
    redeem: (code: string, relation: Relation, token: Token) =>
      started(subject, '/v1/introductions/_redeem', { code, relation }, token),
    approveEmergency: (ref: string, purposeId: string, token: Token) =>
      started(anything, '/v1/emergency-approvals', { subject: ref, purpose: purposeId }, token),
  };
};

export type HubCalls = ReturnType<typeof hubCalls>;

/** Whether the hub gave this very answer, rather than could not be reached or stumbled. */
export const isRefusal = (error: unknown): error is HubError =>
  error instanceof HubError && problems[error.code].status < 500 && error.code !== 'rate-limited';
