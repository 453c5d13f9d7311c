import { setTimeout as pause } from 'node:timers/promises';
import {
  type Claim,
  type EnrolmentRequest,
  type Inclusion,
  InvalidRequest,
  idPrefix,
  type Professional,
  type Relation,
  type SubjectId,
  type SubjectRef,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { type CivilDate, civilDateOf, fromBase64url, newId, parseCivilDate } from '../../kernel/index.js';
import { BsnNotAllowed, EnrolmentBudgetExhausted } from '../domain/errors.js';
import { isDisputed } from '../domain/waiting.js';
import { insertBirthDate } from '../store/assertions.js';
import { findOrCreateSubject, refOf, spendEnrolment, writeEnrolment } from '../store/subjects.js';
import { evaluateLaid } from './evaluate-identifier.js';
import type { PeopleNeeds } from './needs.js';
import { readBirthDates } from './read-facts.js';
import { byProfessional, reliedPartner } from './relied-partner.js';
import { sealBirthDate, sealFirstName } from './sealed-facts.js';

export interface EnrolledSubject {
  readonly id: SubjectRef;
  readonly relation: Relation;
  readonly enrolledAt: Date;
  readonly proof: Inclusion;
}

/** With what names the birth date to an officer, should another contradict it. */
export interface EnrolledByIdentity extends EnrolledSubject {
  /** `ast_…` */
  readonly assertion: string;
}

/** Bytes of the PRF's output (RFC 9497, SHA-512). */
const pseudonymLength = 64;

/**
 * Enrols a child with a partner under an id of the partner's own. Every statement runs, every entry is written and the
 * answer comes at the same moment whether the child was known or not, so that nobody learns who else knows a child.
 *
 * @throws InvalidRequest | BsnNotAllowed | EnrolmentBudgetExhausted | EvaluatorUnavailable | HubError `rate-limited`
 */
export async function enrolSubject(
  needs: PeopleNeeds,
  caller: Professional,
  request: EnrolmentRequest,
  claim: Claim | null,
): Promise<EnrolledByIdentity> {
  const began = performance.now();
  needs.ledger.assertWritable();
  const child = readRequest(request, civilDateOf(needs.clock.now()));
  const hashes = await needs.vault.pseudonymMacs(child.pseudonym, evaluateLaid(needs, caller.partner));
  const { entry, ...enrolled } = await needs.database.transaction(async (tx) => {
    const partner = await reliedPartner(needs, tx, caller.partner);
    if (partner.bsnArticle === null) throw new BsnNotAllowed();
    await spendBudget(needs, tx, caller);
    const proposed = newId<'SubjectId'>(idPrefix.subject);
    const subject = await findOrCreateSubject(tx, hashes, proposed, needs.clock.now());
    return recordEnrolment(needs, tx, caller, { ...child, subject, relation: request.relation }, claim);
  });
  const proof = await needs.ledger.settled(entry);
  await untilNextStep(began, needs.answerStepMs);
  return { ...enrolled, relation: request.relation, proof };
}

interface Child {
  readonly pseudonym: Uint8Array;
  readonly birthDate: CivilDate;
  readonly firstName: string;
}

function readRequest({ pseudonym, birthDate, firstName }: EnrolmentRequest, today: CivilDate): Child {
  const bytes = fromBase64url(pseudonym);
  const date = parseCivilDate(birthDate);
  const faults = [
    ...(bytes.length === pseudonymLength ? [] : [{ pointer: '/pseudonym', reason: 'is not 64 bytes' }]),
    ...(date <= today ? [] : [{ pointer: '/birthDate', reason: 'lies in the future' }]),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
  return { pseudonym: bytes, birthDate: date, firstName };
}

async function recordEnrolment(
  needs: PeopleNeeds,
  tx: Tx,
  caller: Professional,
  child: Child & { readonly subject: SubjectId; readonly relation: Relation },
  claim: Claim | null,
) {
  const { subject, relation, birthDate } = child;
  const { partner, role } = caller;
  const ref = (await refOf(tx, subject, partner)) ?? newId<'SubjectRef'>(idPrefix.subjectRef);
  const firstName = await sealFirstName(needs, subject, child.firstName);
  const sealed = await sealBirthDate(needs, subject, birthDate);
  const assertion = newId<'AssertionId'>('ast');
  const disputed = isDisputed(birthDate, await readBirthDates(needs, tx, subject));
  await settleOnce(tx, claim, { status: 201, location: `/v1/subjects/${ref}` });
  const {
    id: entry,
    seq,
    at,
  } = await needs.ledger.append(tx, {
    event: 'subject.enrolled',
    owner: subject,
    retention: 'consent-proof',
    payload: { subject, partner, role, ref, relation, assertion, ...byProfessional(caller) },
    parts: [{ topic: 'birth-date', person: subject, value: birthDate }],
  });
  const row = { ref, subject, partner, role, relation, firstName, introducedBy: null, entry, at };
  const enrolledAt = await writeEnrolment(tx, row);
  await insertBirthDate(tx, { assertion, subject, partner, sealed, entry, seq, at, disputed });
  return { id: ref, enrolledAt, assertion, entry };
}

/** @throws EnrolmentBudgetExhausted */
export async function spendBudget(
  { catalogue, clock }: Pick<PeopleNeeds, 'catalogue' | 'clock'>,
  tx: Tx,
  { partner, role }: Pick<Professional, 'partner' | 'role'>,
): Promise<void> {
  const budget = catalogue.role(role)?.enrolmentsPerDay ?? 0;
  const day = civilDateOf(clock.now());
  if (budget > 0 && (await spendEnrolment(tx, partner, day, budget))) return;
  throw new EnrolmentBudgetExhausted(3_600);
}

async function untilNextStep(began: number, step: number): Promise<void> {
  const spent = performance.now() - began;
  await pause(Math.ceil(Math.ceil(spent / step) * step - spent));
}
