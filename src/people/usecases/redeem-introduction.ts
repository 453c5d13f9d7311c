import { type Claim, idPrefix, NotFound, type Professional, type Relation } from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import {
  type IntroductionRecord,
  introductionByCode,
  redeemIntroductionOnce,
} from '../store/introductions.js';
import { lockSubject, refOf, writeEnrolment } from '../store/subjects.js';
import { type EnrolledSubject, spendBudget } from './enrol-subject.js';
import type { PeopleNeeds } from './needs.js';
import { codeDigests } from './one-time-code.js';
import { byProfessional, reliedPartner } from './relied-partner.js';

/**
 * Enrols a child with the partner that a code was made for. The basis must still be there: a consent that was withdrawn
 * meanwhile makes the code worth nothing, and looks like any other code that does not work.
 *
 * @throws NotFound | EnrolmentBudgetExhausted
 */
export async function redeemIntroduction(
  needs: PeopleNeeds,
  caller: Professional,
  { code, relation }: { readonly code: string; readonly relation: Relation },
  claim: Claim | null,
): Promise<EnrolledSubject> {
  const { database, ledger } = needs;
  ledger.assertWritable();
  const digests = codeDigests(needs, 'introduction', code);
  const { entry, ...enrolled } = await database.transaction(async (tx) => {
    await lockCatalogue(tx, 'share');
    await reliedPartner(needs, tx, caller.partner);
    await spendBudget(needs, tx, caller);
    const introduction = await usableIntroduction(needs, tx, caller, digests);
    return recordEnrolment(needs, tx, { caller, relation, introduction }, claim);
  });
  return { ...enrolled, relation, proof: await ledger.settled(entry) };
}

/** Locked, in force and marked as redeemed. @throws NotFound for every reason */
async function usableIntroduction(
  { clock, introductionAllowed }: PeopleNeeds,
  tx: Tx,
  { partner, role }: Professional,
  digests: readonly Uint8Array[],
): Promise<IntroductionRecord> {
  const now = clock.now();
  const introduction = await introductionByCode(tx, digests, partner);
  if (introduction === null) throw new NotFound();
  const { subject, purpose, expiresAt } = introduction;
  await lockSubject(tx, subject, 'update');
  const allowed = await introductionAllowed(tx, { subject, purpose, to: partner, toRole: role });
  if (!allowed || expiresAt <= now) throw new NotFound();
  if (!(await redeemIntroductionOnce(tx, digests, now))) throw new NotFound();
  return introduction;
}

async function recordEnrolment(
  { ledger }: Pick<PeopleNeeds, 'ledger'>,
  tx: Tx,
  given: {
    readonly caller: Professional;
    readonly relation: Relation;
    readonly introduction: IntroductionRecord;
  },
  claim: Claim | null,
) {
  const { caller, relation, introduction } = given;
  const { partner, role } = caller;
  const { subject, from, purpose } = introduction;
  const ref = (await refOf(tx, subject, partner)) ?? newId<'SubjectRef'>(idPrefix.subjectRef);
  await settleOnce(tx, claim, { status: 201, location: `/v1/subjects/${ref}` });
  const { id: entry, at } = await ledger.append(tx, {
    event: 'introduction.redeemed',
    owner: subject,
    retention: 'access-log',
    payload: { subject, partner, role, ref, relation, from, purpose, ...byProfessional(caller) },
    relies: [introduction.entry],
  });
  const row = { ref, subject, partner, role, relation, firstName: null, introducedBy: from, entry, at };
  const enrolledAt = await writeEnrolment(tx, row);
  return { id: ref, enrolledAt, entry };
}
