import { type Citizen, type EntryId, idPrefix, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import { TooManyCodes } from '../domain/errors.js';
import type { KnownPerson } from '../domain/facts.js';
import { recognise } from '../domain/recognition.js';
import { giveBackAttempt, takeAttempt } from '../store/attempts.js';
import {
  type InvitationRecord,
  insertRecognition,
  invitationByCode,
  personsOfAccount,
  personsOfSubject,
  redeemInvitationOnce,
} from '../store/persons.js';
import { lockSubject } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { codeDigests } from './one-time-code.js';

/** Wrong codes that one account may try in an hour. */
const attempts = 5;
const windowMs = 3_600_000;

/**
 * Makes the account that signed in known as the person whom the code was given to. A code serves one account once; the
 * same account gets the same answer again. Wrong, used and expired codes are one refusal, and count.
 *
 * @throws TooManyCodes | NotFound | StateConflict
 */
export async function redeemInvitation(
  needs: PeopleNeeds,
  caller: Citizen,
  code: string,
): Promise<KnownPerson> {
  const { database, ledger, clock } = needs;
  ledger.assertWritable();
  const now = clock.now();
  const window = { attempts, endsAt: new Date(now.getTime() + windowMs) };
  const lockedUntil = await takeAttempt(database.reader, caller.account, now, window);
  if (lockedUntil !== null)
    throw new TooManyCodes(Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000)));
  const { entry, known } = await database
    .transaction((tx) => redeem(needs, tx, caller, code))
    .catch(async (error) => {
      if (!(error instanceof NotFound)) await giveBackAttempt(database.reader, caller.account);
      throw error;
    });
  if (entry !== null) await ledger.settled(entry);
  return known;
}

interface Redeemed {
  /** Null where nothing changed. */
  readonly entry: EntryId | null;
  readonly known: KnownPerson;
}

async function redeem(needs: PeopleNeeds, tx: Tx, caller: Citizen, code: string): Promise<Redeemed> {
  const digests = codeDigests(needs, 'invitation', code);
  const found = await invitationByCode(tx, digests);
  // Nothing else is looked at before: a code that served another must not take longer than one that never was.
  if (found === null || isSpent(found, caller, needs.clock.now())) throw new NotFound();
  await lockSubject(tx, found.subject, 'update');
  // Read again: what was read before the lock may be older than what another redemption committed.
  const invitation = (await invitationByCode(tx, digests)) ?? found;
  const entry = await recogniseCaller(needs, tx, caller, invitation);
  await giveBackAttempt(tx, caller.account);
  const persons = await personsOfAccount(tx, caller.account);
  const known = persons.find((person) => person.subject === invitation.subject);
  if (known === undefined) throw new Error('a person that was just recognised is gone');
  return { entry, known };
}

/** This account gets nowhere with it, now or ever. */
const isSpent = ({ redeemed, account, expiresAt }: InvitationRecord, caller: Citizen, now: Date): boolean =>
  redeemed ? account !== caller.account : expiresAt <= now;

async function recogniseCaller(
  { ledger, clock }: PeopleNeeds,
  tx: Tx,
  caller: Citizen,
  invitation: InvitationRecord,
): Promise<EntryId | null> {
  const { account, acr } = caller;
  const { subject, person } = invitation;
  const now = clock.now();
  const persons = await personsOfSubject(tx, subject);
  const invited = persons.find(({ id }) => id === person);
  if (invited === undefined) throw new NotFound();
  if (isSpent(invitation, caller, now)) throw new NotFound();
  if (invitation.redeemed) return null;
  const sameAs = recognise(invited, account, persons);
  const child = sameAs === null ? newId<'ChildRef'>(idPrefix.childRef) : null;
  const recognition = { invitation: invitation.id, person, account, child, sameAs, now };
  if (!(await redeemInvitationOnce(tx, recognition))) throw new NotFound();
  const { id, seq } = await ledger.append(tx, {
    event: 'person.recognised',
    owner: subject,
    retention: 'consent-proof',
    payload: { subject, person, invitation: invitation.id, as: invited.standsAs, account, acr, sameAs },
    relies: [invitation.entry],
  });
  await insertRecognition(tx, { person, entry: id, seq });
  return id;
}
