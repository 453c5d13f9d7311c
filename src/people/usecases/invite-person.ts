import {
  type Claim,
  type Inclusion,
  type InvitationId,
  idPrefix,
  NotFound,
  type PersonRef,
  type Professional,
  type SubjectRef,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import type { StandsAs } from '../domain/facts.js';
import { insertInvitation } from '../store/persons.js';
import { lockSubject, subjectOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { codeDigest, inDays, newCode } from './one-time-code.js';
import { byProfessional, reliedPartner } from './relied-partner.js';

const validDays = 30;

export interface Invited {
  readonly id: InvitationId;
  readonly person: PersonRef;
  /** Shown once, to be put on paper; the hub keeps only its keyed hash. */
  readonly code: string;
  readonly expiresAt: Date;
  readonly proof: Inclusion;
}

/**
 * Makes a person of this child and a code with which that person makes itself known after signing in.
 *
 * @throws NotFound
 */
export async function invitePerson(
  needs: PeopleNeeds,
  caller: Professional,
  invite: { readonly subject: SubjectRef; readonly as: StandsAs },
  claim: Claim | null,
): Promise<Invited> {
  needs.ledger.assertWritable();
  const { partner } = caller;
  const id = newId<'InvitationId'>(idPrefix.invitation);
  const person = newId<'PersonId'>(idPrefix.person);
  const ref = newId<'PersonRef'>(idPrefix.personRef);
  const code = newCode('invitation');
  const expiresAt = inDays(needs.clock.now(), validDays);
  const entry = await needs.database.transaction(async (tx) => {
    await reliedPartner(needs, tx, partner);
    const subject = await subjectOf(tx, partner, invite.subject);
    if (subject === null) throw new NotFound();
    await lockSubject(tx, subject, 'update');
    await settleOnce(tx, claim, {
      status: 201,
      location: `/v1/subjects/${invite.subject}/invitations/${id}`,
    });
    const appended = await needs.ledger.append(tx, {
      event: 'person.invited',
      owner: subject,
      retention: 'consent-proof',
      payload: { subject, person, partner, invitation: id, as: invite.as, ...byProfessional(caller) },
    });
    await insertInvitation(tx, {
      invitation: id,
      code: codeDigest(needs, 'invitation', code),
      expiresAt,
      entry: appended.id,
      person,
      ref,
      subject,
      standsAs: invite.as,
      partner,
    });
    return appended.id;
  });
  return { id, person: ref, code, expiresAt, proof: await needs.ledger.settled(entry) };
}
