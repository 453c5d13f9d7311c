/** What a professional writes down with the person present, its second step, and what the paper is good for. */
import {
  type Citizen,
  type ConsentRequestId,
  closed,
  id,
  type Professional,
  type Route,
  recordedWithPerson,
  recordingCode,
  recordingSubmission,
  recordingUndone,
  recordingView,
  route,
  witnessed,
  witnessing,
} from '../contract/index.js';
import type { ConsentNeeds } from './usecases/needs.js';
import { type RecordingDetails, readRecording } from './usecases/read-recording.js';
import { recordWithPerson } from './usecases/record-with-person.js';
import { confirmRecording, readToWitness, witnessRecording } from './usecases/second-step.js';
import { undoRecording } from './usecases/undo-recording.js';

const professional = { callers: ['professional'], scope: 'hub:act', tag: 'Consent' } as const;
const byCode = ['not-found', 'rate-limited'] as const;

export const recordingRoutes = (needs: ConsentNeeds): readonly Route[] => [
  recordRoute(needs),
  ...witnessRoutes(needs),
  ...paperRoutes(needs),
];

const recordRoute = (needs: ConsentNeeds): Route =>
  route({
    ...professional,
    method: 'POST',
    path: '/v1/consent-requests/{request}/recordings',
    summary:
      'Write down what a person says in front of you; a yes opens nothing yet, a no holds at once (202 while the ledger stalls)',
    params: closed({ request: id<ConsentRequestId>('consentRequest') }),
    body: recordingSubmission,
    responses: { 201: recordedWithPerson, 202: recordedWithPerson },
    problems: [
      'not-found',
      'function-not-allowed',
      'purpose-not-offered',
      'state-conflict',
      'ledger-unavailable',
    ],
    idempotent: true,
    handler: async (caller: Professional, { params, body, claim, signal }) => {
      const kept = await recordWithPerson(needs, caller, params.request, body, claim, signal);
      const { code, proof } = kept;
      return {
        status: proof === null ? 202 : 201,
        body: {
          ...{ code, proof },
          codeExpiresAt: kept.codeExpiresAt?.toISOString() ?? null,
          confirmBefore: kept.confirmBefore?.toISOString() ?? null,
        },
      };
    },
  });

const witnessRoutes = (needs: ConsentNeeds): readonly Route[] => [
  route({
    ...professional,
    method: 'POST',
    path: '/v1/recordings/_search',
    summary: 'See what you are asked to stand for, by the code on the person’s paper',
    body: witnessing,
    responses: { 200: recordingView },
    problems: [...byCode, 'function-not-allowed'],
    handler: async (caller: Professional, { body }) => ({
      status: 200,
      body: viewOf(await readToWitness(needs, caller, body.code, body.subject)),
    }),
  }),
  route({
    ...professional,
    method: 'POST',
    path: '/v1/recordings/_witness',
    summary:
      'Stand for what a colleague wrote down, as the second professional; from now on it is a decision',
    body: witnessing,
    responses: { 201: witnessed },
    problems: [...byCode, 'function-not-allowed', 'ledger-unavailable'],
    idempotent: true,
    handler: async (caller: Professional, { body, claim, signal }) => {
      const { decidedAt, proof } = await witnessRecording(needs, caller, body, claim, signal);
      return { status: 201, body: { witnessedAt: decidedAt.toISOString(), proof } };
    },
  }),
];

const paperRoutes = (needs: ConsentNeeds): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/recordings/_read',
    callers: ['anyone'],
    tag: 'Families',
    summary: 'See what was written down, by the code on one’s paper',
    body: recordingCode,
    responses: { 200: recordingView },
    problems: [...byCode],
    handler: async (_caller, { body }) => ({
      status: 200,
      body: viewOf(await readRecording(needs, body.code)),
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/recordings/_undo',
    callers: ['anyone'],
    tag: 'Families',
    summary: 'Undo what was written down, at once, by the code on one’s paper',
    body: recordingCode,
    responses: { 200: recordingUndone },
    problems: [...byCode],
    handler: async (_caller, { body, signal }) => {
      await undoRecording(needs, body.code, signal);
      return { status: 200, body: { undone: true } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/me/recordings/_confirm',
    callers: ['citizen'],
    tag: 'Families',
    summary: 'Say that what was written down is right; from now on it is one’s own decision',
    body: recordingCode,
    responses: { 201: witnessed },
    problems: [...byCode, 'ledger-unavailable'],
    idempotent: true,
    handler: async (caller: Citizen, { body, claim, signal }) => {
      const { decidedAt, proof } = await confirmRecording(needs, caller, body.code, claim, signal);
      return { status: 201, body: { witnessedAt: decidedAt.toISOString(), proof } };
    },
  }),
];

const viewOf = ({ recording, recordedBy }: RecordingDetails) => ({
  ...{ id: recording.id, purpose: recording.purpose, version: recording.version },
  ...{ language: recording.language, noticeHash: recording.noticeHash, channel: recording.channel },
  ...{ recordedBy, recordedOn: recording.recordedOn, signedOn: recording.signedOn },
  flows: recording.flows.map(({ flow, fields }) => ({ flow, fields })),
});
