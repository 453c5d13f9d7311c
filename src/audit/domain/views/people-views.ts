import { moment, onEvent, type View } from './view.js';

/** A second enrolment of the same partner replaces the entry of the first, so that this one view is of the latest. */
export const enrolmentView: View = {
  name: 'enrolment',
  from: 'enrolment JOIN subject ON subject.id = enrolment.subject',
  entry: 'enrolment.entry',
  columns: {
    ref: 'ref',
    subject: 'subject',
    partner: 'partner',
    role: 'role',
    relation: 'relation',
    introducedBy: 'introduced_by',
  },
  rows: onEvent(['subject.enrolled', 'introduction.redeemed'], ({ payload }) => {
    const { ref, subject, partner, role, relation } = payload;
    return { ref, subject, partner, role, relation };
  }),
};

export const peopleViews: readonly View[] = [
  {
    name: 'birth_date_assertion',
    from: 'birth_date_assertion',
    entry: 'entry',
    columns: {
      assertion: 'assertion',
      subject: 'subject',
      partner: 'partner',
      seq: 'seq::text',
      at: moment('asserted_at'),
    },
    rows: onEvent(['subject.enrolled'], ({ payload, seq, at }) => {
      const { assertion, subject, partner } = payload;
      return { assertion, subject, partner, seq: String(seq), at };
    }),
  },
  {
    name: 'invitation, person',
    from: 'invitation JOIN person ON person.id = invitation.person',
    entry: 'invitation.entry',
    columns: {
      invitation: 'invitation.id',
      person: 'person.id',
      subject: 'person.subject',
      partner: 'person.partner',
      as: 'person.stands_as',
    },
    rows: onEvent(['person.invited'], ({ payload }) => {
      const { invitation, person, subject, partner, as } = payload;
      return { invitation, person, subject, partner, as };
    }),
  },
  {
    name: 'recognition, person',
    from: 'recognition JOIN person ON person.id = recognition.person',
    entry: 'recognition.entry',
    columns: {
      person: 'recognition.person',
      account: 'person.account',
      sameAs: 'person.same_as',
      seq: 'recognition.seq::text',
    },
    rows: onEvent(['person.recognised'], ({ payload, seq }) => {
      const { person, account, sameAs } = payload;
      return { person, account, sameAs, seq: String(seq) };
    }),
  },
  {
    name: 'authority_assertion',
    from: 'authority_assertion',
    entry: 'entry',
    columns: {
      assertion: 'assertion',
      subject: 'subject',
      person: 'person',
      kind: 'kind',
      source: 'source',
      assertedOn: 'asserted_on::text',
      partner: 'partner',
      seq: 'seq::text',
      at: moment('asserted_at'),
    },
    rows: onEvent(['authority.asserted'], ({ payload, seq, at }) => {
      const { assertion, subject, person, kind, source, assertedOn, partner } = payload;
      return { assertion, subject, person, kind, source, assertedOn, partner, seq: String(seq), at };
    }),
  },
  {
    name: 'capacity_assertion',
    from: 'capacity_assertion',
    entry: 'entry',
    columns: {
      assertion: 'assertion',
      subject: 'subject',
      kind: 'kind',
      source: 'source',
      assertedOn: 'asserted_on::text',
      partner: 'partner',
      seq: 'seq::text',
      at: moment('asserted_at'),
    },
    rows: onEvent(['authority.capacity-asserted'], ({ payload, seq, at }) => {
      const { assertion, subject, kind, source, assertedOn, partner } = payload;
      return { assertion, subject, kind, source, assertedOn, partner, seq: String(seq), at };
    }),
  },
  {
    name: 'assertion_confirmation',
    from: 'assertion_confirmation',
    entry: 'entry',
    columns: {
      assertion: 'assertion',
      ground: 'ground',
      officer: 'officer',
      seq: 'seq::text',
      at: moment('confirmed_at'),
    },
    rows: onEvent(['authority.confirmed'], ({ payload, seq, at }) => {
      const { assertion, ground, officer } = payload;
      return { assertion, ground, officer, seq: String(seq), at };
    }),
  },
  {
    name: 'passkey',
    from: 'passkey',
    entry: 'entry',
    columns: {
      id: 'id',
      subject: 'subject',
      person: 'person',
      everyYes: 'every_yes',
      seq: 'seq::text',
      at: moment('registered_at'),
    },
    rows: onEvent(['person.passkey-registered'], ({ payload, seq, at }) => {
      const { passkey, subject, person, everyYes } = payload;
      return { id: passkey, subject, person, everyYes, seq: String(seq), at };
    }),
  },
  {
    name: 'passkey_revocation',
    from: 'passkey_revocation',
    entry: 'entry',
    columns: { passkey: 'passkey', seq: 'seq::text', at: moment('revoked_at') },
    rows: onEvent(['person.passkey-revoked'], ({ payload, seq, at }) => ({
      passkey: payload.passkey,
      seq: String(seq),
      at,
    })),
  },
  {
    name: 'introduction',
    from: 'introduction',
    entry: 'entry',
    columns: { subject: 'subject', partner: 'from_partner', to: 'to_partner', purpose: 'purpose' },
    rows: onEvent(['subject.introduced'], ({ payload }) => {
      const { subject, partner, to, purpose } = payload;
      return { subject, partner, to, purpose };
    }),
  },
];
