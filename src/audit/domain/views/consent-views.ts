import type { Json, JsonObject } from '../../../kernel/index.js';
import { moment, onEvent, type View } from './view.js';

export const consentViews: readonly View[] = [
  {
    name: 'consent_request',
    from: 'consent_request',
    entry: 'entry',
    columns: {
      id: 'id',
      subject: 'subject',
      partner: 'partner',
      account: 'account',
      purpose: 'purpose',
      version: 'version',
      flows: 'flows',
      seq: 'seq::text',
      at: moment('asked_at'),
    },
    rows: onEvent(['consent.requested'], ({ payload, seq, at }) => {
      const { request, subject, partner, by, purpose, version, flows } = payload;
      return { id: request, subject, partner, account: by, purpose, version, flows, seq: String(seq), at };
    }),
  },
  {
    name: 'consent_decision',
    from: 'consent_decision',
    entry: 'entry',
    columns: {
      id: 'id',
      subject: 'subject',
      person: 'person',
      as: 'person_role',
      request: 'request',
      purpose: 'purpose',
      version: 'version',
      choice: 'choice',
      ruleVersion: 'rule_version',
      digest: 'digest',
      noticeHash: 'notice_hash',
      language: 'language',
      flows: 'flows',
      acr: 'acr',
      channel: 'channel',
      recordedBy: 'recorded_by',
      recording: 'recording',
      decidedOn: 'decided_on::text',
      signedWith: 'signed_with',
      seq: 'seq::text',
      at: moment('decided_at'),
    },
    rows: onEvent(['consent.given', 'consent.refused'], ({ payload, parts, seq, at }) => {
      const { decision, subject, person, as, request, purpose, version, choice, ruleVersion, digest } =
        payload;
      const { signedWith = null } = payload;
      const { noticeHash, language, flows } = (parts.get('decision') ?? {}) as JsonObject;
      const { acr, channel, decidedOn } = (parts.get('circumstances') ?? {}) as JsonObject;
      return {
        ...{ id: decision, subject, person, as, request, purpose, version, choice, ruleVersion, digest },
        ...{ noticeHash, language, flows, acr, channel, decidedOn },
        recordedBy: memberOf(payload.recorded, 'partner'),
        recording: memberOf(payload.recorded, 'recording'),
        ...{ signedWith, seq: String(seq), at },
      };
    }),
  },
  {
    name: 'consent_recording',
    from: 'consent_recording',
    entry: 'entry',
    columns: {
      id: 'id',
      subject: 'subject',
      person: 'person',
      as: 'person_role',
      request: 'request',
      purpose: 'purpose',
      version: 'version',
      ruleVersion: 'rule_version',
      digest: 'digest',
      noticeHash: 'notice_hash',
      language: 'language',
      flows: 'flows',
      acr: 'acr',
      channel: 'channel',
      partner: 'partner',
      by: 'account',
      function: 'function',
      signedOn: 'signed_on::text',
      recordedOn: 'recorded_on::text',
      seq: 'seq::text',
      at: moment('recorded_at'),
    },
    rows: onEvent(['consent.recorded'], ({ payload, parts, seq, at }) => {
      const { recording, subject, person, as, request, purpose, version, ruleVersion, digest } = payload;
      const { noticeHash, language, flows } = (parts.get('decision') ?? {}) as JsonObject;
      const { acr, signedOn, recordedOn } = (parts.get('circumstances') ?? {}) as JsonObject;
      return {
        ...{ id: recording, subject, person, as, request, purpose, version, ruleVersion, digest },
        ...{ noticeHash, language, flows, acr, channel: payload.channel },
        ...{ partner: payload.partner, by: payload.by, function: payload.function, signedOn, recordedOn },
        ...{ seq: String(seq), at },
      };
    }),
  },
  {
    name: 'consent_withdrawal',
    from: 'consent_withdrawal',
    entry: 'entry',
    columns: {
      decision: 'decision',
      channel: 'channel',
      recordedBy: 'recorded_by',
      seq: 'seq::text',
      at: moment('withdrawn_at'),
    },
    rows: onEvent(['consent.withdrawn'], ({ payload, seq, at }) => ({
      decision: payload.decision,
      channel: memberOf(payload.through, 'channel'),
      recordedBy: memberOf(payload.through, 'partner'),
      seq: String(seq),
      at,
    })),
  },
];

/** Of what an entry holds only where another hand wrote it down. */
const memberOf = (part: Json | undefined, name: string): Json =>
  (part as JsonObject | undefined)?.[name] ?? null;
