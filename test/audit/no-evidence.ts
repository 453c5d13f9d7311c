/**
 * Tables and columns that the log says nothing about, each with the reason. Whatever stands in neither list must be named
 * by the verifier when it is tampered with: a new table or column has its place in the log, or its reason here.
 */

export const tablesWithoutEvidence: Readonly<Record<string, string>> = {
  _prisma_migrations: 'which migrations were applied; the hub checks their digests at its start',
  idempotency_key: 'what a repeated call answers, for a day',
  spent_proof: 'proofs of possession that were used, for minutes',
  login_attempt: 'sign-ins that were begun, for minutes',
  account:
    'who was ever seen, as an opaque id: a row more or less makes nobody another, because the id must be one that the caller has',
  browser_session: 'who is signed in; what was done in a session has an entry of its own, with the account',
  passkey_challenge: 'what a device was asked to sign, for ten minutes; what it signed is in the log',
  redemption_attempt: 'codes tried in an hour',
  recording_code_attempt: 'codes from paper tried in an hour',
  enrolment_budget: 'enrolments of a day, a limit and no fact',
  sealed_envelope:
    'what is on its way: the recipient holds it against the manifest, whose digest is in the log',
  outbox_message: 'mail that is still to go; it says nothing that its reader does not find signed in',
  mail_setting:
    'which mails a person wants and where: a wish about words, sealed, that no decision stands on',
  mail_code_budget: 'codes sent in an hour',
  policy_set:
    'texts by the digest that the log publishes: whoever is shown one is shown it only where it leads to that digest',
  unusual_scan: 'until where the log was read for unusual use; read anew, the same is found',
  unusual_use:
    'what rules found in requests that are all in the log; what an officer made of it is there too',
  unusual_use_request: 'the requests that it rests on, found again by the same rule',
  emergency_follow_up: 'emergencies that are judged when their time is up, a queue',
  ledger_verification: 'what verifications found; whoever doubts it verifies again',
  withdrawal_effect: 'a measurement: the withdrawal and the refusal that it is between have entries',
};

const opens =
  'opens or names something for one person and is in no entry by design: the log must not link what it names';
const hubTime = 'the time at which the hub wrote it; the time that counts is that of the entry';
const working =
  'a place in a queue, changed many times without an entry; what it leads to is judged anew and recorded';
const sealed = 'sealed by and to partners, who verify it themselves';

export const columnsWithoutEvidence: Readonly<Record<string, string>> = {
  'ledger_checkpoint.created_at': 'decides when a checkpoint is published, not what it says',
  'ledger_cosignature.created_at': 'order of arrival; the time that the witness states is in its line',
  'subject.pseudonym': opens,
  'subject.layers': 'how many keys lie over the hash of the pseudonym',
  'subject.created_at': hubTime,
  'enrolment.enrolled_at': hubTime,
  'birth_date_assertion.disputed':
    'follows from the dates, which are held against the log, and only makes an officer look',
  'person.ref': opens,
  'person.child_ref': opens,
  'person.recognised_at': hubTime,
  'invitation.code': opens,
  'invitation.expires_at': 'ends a code; who was recognised through it is in the log',
  'invitation.redeemed_at': 'a code that is used again makes an entry, which the replay refuses',
  'introduction.code': opens,
  'introduction.expires_at': 'ends a code; whoever was introduced is in the log',
  'introduction.redeemed_at': 'a code that is used again makes an entry, which the replay refuses',
  'passkey.sign_count':
    'what a device counted last, so that a copy of it is noticed; each signature is in the log',
  'consent_request.asked_on': hubTime,
  'partner.registered_at': hubTime,
  'partner_key.added_at': hubTime,
  'partner_agreement.agreed_at': hubTime,
  'roster.published_at': hubTime,
  'publication.published_at': hubTime,
  'publication.position': 'order of arrival; the order that counts is that of the entries',
  'exchange.key_jti':
    'refuses a key statement twice when it is asked; the statement itself is held against the log',
  'exchange.state': `${working}; that it was refused is in the log, and has a test of its own`,
  'exchange.asked_at': hubTime,
  'exchange.deadline_at': working,
  'exchange.closed_at': working,
  'exchange_task.salt': sealed,
  'exchange_task.ticket': sealed,
  'exchange_task.question_text': sealed,
  'exchange_task.necessity': sealed,
  'exchange_task.state': working,
  'exchange_task.leased_until': working,
  'exchange_task.judge_at': working,
  'exchange_task.created_at': hubTime,
  'stop_order.ordered_at': hubTime,
  'stop_order.due_at': 'when an officer is shown it; the order and its answer are in the log',
  'stop_order.leased_until': working,
  'emergency_review.id': 'named by nothing else; the exchange is held against the log',
  'emergency_review.necessity': sealed,
  'emergency_review.unsafe': sealed,
  'emergency_review.asked_at': hubTime,
  'emergency_review.told_at': working,
  'emergency_review.alarmed_at': working,
  'emergency_review.answered_at': hubTime,
  'emergency_approval.id': 'named by nothing else; who approved what is held against the log',
  'emergency_approval.approved_at': hubTime,
  'emergency_approval.expires_at': 'ends an approval; each that served is in the log',
  'unusual_disposition.disposed_at': hubTime,
  'breach_case.opened_at': hubTime,
  'breach_step.taken_at': hubTime,
  'account_standing.changed_at': hubTime,
  'rights_request.requested_at': hubTime,
  'rights_assignment.assigned_at': hubTime,
  'consent_recording.code': opens,
  'consent_recording.code_expires_at':
    'until when the paper can undo; what it undoes is judged anew and recorded',
  'retention_order.ordered_at': hubTime,
  'retention_order.ended_at': working,
  'retention_lapse.lapsed_at': hubTime,
  'erasure.erased_at': hubTime,
  'erasure.keys_gone_at': 'the keys lie in another database, and are gone there or not',
  'emergency_approval.exchange': 'an approval that serves twice makes two entries, which the replay refuses',
};

/** Columns of which the log says only whether they are empty: the time itself is that of its entry. */
export const columnsHeldByPresence: Readonly<Record<string, string>> = {
  'exchange_task.released_at': hubTime,
  'exchange_task.received_at': hubTime,
  'stop_order.answered_at': hubTime,
  'emergency_review.reviewed_at': hubTime,
  'rights_request.decided_at': hubTime,
  'rights_assignment.answered_at': hubTime,
};

/** Columns whose value is held against the log, but which may be empty. */
export const columnsThatMayBeEmpty: Readonly<Record<string, string>> = {
  'enrolment.first_name': 'a partner that was introduced gave no name',
  'ledger_payload.at':
    'absent in entries from before it stood there; the time in the payload is the one that counts',
};
