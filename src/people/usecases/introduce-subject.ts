import {
  type Claim,
  type Inclusion,
  InvalidRequest,
  NotFound,
  type PartnerId,
  type Professional,
  type SubjectRef,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { IntroductionWithoutBasis } from '../domain/errors.js';
import { insertIntroduction } from '../store/introductions.js';
import { lockSubject, subjectOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { codeDigest, inDays, newCode } from './one-time-code.js';
import { activePartner, byProfessional } from './relied-partner.js';

const validDays = 7;

export interface Introduced {
  /** Shown once; works for the partner it was made for only. */
  readonly code: string;
  readonly expiresAt: Date;
  readonly proof: Inclusion;
}

/**
 * Introduces a child to one partner that cannot enrol it by its BSN; only with a basis for a flow to it.
 *
 * @throws InvalidRequest | NotFound | IntroductionWithoutBasis
 */
export async function introduceSubject(
  needs: PeopleNeeds,
  caller: Professional,
  introduction: { readonly subject: SubjectRef; readonly to: PartnerId; readonly purpose: string },
  claim: Claim | null,
): Promise<Introduced> {
  const { database, ledger, partners, clock } = needs;
  ledger.assertWritable();
  const { to, purpose } = introduction;
  refuseImpossible(needs, caller.partner, introduction);
  const code = newCode('introduction');
  const expiresAt = inDays(clock.now(), validDays);
  const entry = await database.transaction(async (tx) => {
    await lockCatalogue(tx, 'share');
    await partners.lock(tx, [caller.partner, to], 'share');
    const { id: partner } = activePartner(await partners.find(tx, caller.partner));
    const recipient = await partners.find(tx, to);
    const subject = await subjectOf(tx, partner, introduction.subject);
    if (subject === null || recipient?.state !== 'active') throw new NotFound();
    await lockSubject(tx, subject, 'share');
    const allowed = await needs.introductionAllowed(tx, { subject, purpose, to, toRole: recipient.role });
    if (!allowed) throw new IntroductionWithoutBasis();
    await settleOnce(tx, claim, { status: 201, location: null });
    const appended = await ledger.append(tx, {
      event: 'subject.introduced',
      owner: subject,
      retention: 'access-log',
      payload: { subject, partner, to, purpose, ...byProfessional(caller) },
    });
    const digest = codeDigest(needs, 'introduction', code);
    const row = { code: digest, subject, from: partner, to, purpose, expiresAt };
    await insertIntroduction(tx, { ...row, entry: appended.id });
    return appended.id;
  });
  return { code, expiresAt, proof: await ledger.settled(entry) };
}

function refuseImpossible(
  { catalogue }: Pick<PeopleNeeds, 'catalogue'>,
  from: PartnerId,
  { to, purpose }: { readonly to: PartnerId; readonly purpose: string },
): void {
  const faults = [
    ...(to === from ? [{ pointer: '/to', reason: 'is yourself' }] : []),
    ...(catalogue.current(purpose) === null ? [{ pointer: '/purpose', reason: 'is not in force' }] : []),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
}
