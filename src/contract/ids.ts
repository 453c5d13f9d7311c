import type { Branded } from '../kernel/index.js';

export type PartnerId = Branded<'PartnerId'>;
/** A role of a participating organisation, such as `school`; which ones exist is configuration. */
export type Role = Branded<'Role'>;
/** The hub's own name for a child. Leaves the hub only in an opened entry: a receipt, an officer's export. */
export type SubjectId = Branded<'SubjectId'>;
/** One partner's name for a child: pairwise, so that two partners cannot compare. */
export type SubjectRef = Branded<'SubjectRef'>;
/** The hub's own name for a guardian or young person. Leaves the hub only as that of a child does, in the own receipts. */
export type PersonId = Branded<'PersonId'>;
/** One partner's name for a guardian or young person. */
export type PersonRef = Branded<'PersonRef'>;
/** A parent's or young person's own name for a child. */
export type ChildRef = Branded<'ChildRef'>;
/** (iss, sub) at one issuer, as an opaque id. */
export type AccountId = Branded<'AccountId'>;
export type EntryId = Branded<'EntryId'>;
export type ExchangeId = Branded<'ExchangeId'>;
export type TaskId = Branded<'TaskId'>;
/** An order to one recipient to use what it received no more. */
export type StopId = Branded<'StopId'>;
/** An emergency as an officer reviews it. */
export type EmergencyId = Branded<'EmergencyId'>;
/** Use of the hub that a rule found unusual, as an officer judges it. */
export type UnusualUseId = Branded<'UnusualUseId'>;
/** A personal data breach, as officers deal with it. */
export type BreachId = Branded<'BreachId'>;
export type ReceiptId = Branded<'ReceiptId'>;
export type ConsentRequestId = Branded<'ConsentRequestId'>;
export type DecisionId = Branded<'DecisionId'>;
/** A consent that a professional wrote down with the person present. */
export type RecordingId = Branded<'RecordingId'>;
/** A person's request about own rights (AVG art. 15-22). */
export type RightsRequestId = Branded<'RightsRequestId'>;
/** Such a request, passed on to one partner that holds data. */
export type RightsAssignmentId = Branded<'RightsAssignmentId'>;
export type InvitationId = Branded<'InvitationId'>;
/** A device's key with which a person signs, for one child. */
export type PasskeyId = Branded<'PasskeyId'>;
/** One run of the replay of the whole log. */
export type VerificationId = Branded<'VerificationId'>;

/** The prefixes that {@link newId} is called with, in one place. */
export const idPrefix = {
  partner: 'prt',
  subject: 'sub',
  subjectRef: 'chd',
  person: 'per',
  personRef: 'prf',
  childRef: 'kid',
  account: 'acc',
  entry: 'ent',
  exchange: 'exc',
  task: 'tsk',
  stop: 'stp',
  emergency: 'emr',
  unusualUse: 'unu',
  breach: 'brc',
  receipt: 'rcp',
  consentRequest: 'crq',
  decision: 'dec',
  recording: 'rec',
  invitation: 'inv',
  rightsRequest: 'rrq',
  rightsAssignment: 'ras',
  passkey: 'pky',
  verification: 'vrf',
} as const;
