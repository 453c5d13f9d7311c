import {
  type AuthorityAssertion,
  type AuthorityKind,
  type Inclusion,
  InvalidRequest,
  NotFound,
  type PartnerId,
  type PersonId,
  type PersonRef,
  type Professional,
  type SubjectId,
  type SubjectRef,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { civilDateOf, newId } from '../../kernel/index.js';
import { isOpposedSince, standingFor, waitsForConfirmation } from '../domain/authority.js';
import { StateConflict } from '../domain/errors.js';
import type { AuthorityFact } from '../domain/facts.js';
import { insertAuthority } from '../store/assertions.js';
import { personByRef } from '../store/persons.js';
import { lockSubject, subjectOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { readFacts } from './read-facts.js';
import { byProfessional, reliedPartner } from './relied-partner.js';

export interface AssertedAuthority {
  readonly kind: AuthorityKind;
  /** False while it waits for a confirmation. */
  readonly inEffect: boolean;
  /** `ast_…`: what to name to an officer. */
  readonly assertion: string;
  readonly proof: Inclusion;
}

interface About {
  readonly subject: SubjectRef;
  readonly person: PersonRef;
}

/**
 * Adds what a partner has seen of a person's parental authority. Saying again what it said last adds nothing,
 * unless somebody said or confirmed otherwise since.
 *
 * @throws InvalidRequest | NotFound | StateConflict
 */
export async function assertAuthority(
  needs: PeopleNeeds,
  caller: Professional,
  about: About,
  assertion: AuthorityAssertion,
): Promise<AssertedAuthority> {
  const { database, ledger, clock } = needs;
  ledger.assertWritable();
  if (assertion.assertedOn > civilDateOf(clock.now()))
    throw new InvalidRequest([{ pointer: '/assertedOn', reason: 'lies in the future' }]);
  const { entry, ...asserted } = await database.transaction(async (tx) => {
    await reliedPartner(needs, tx, caller.partner);
    const { subject, person } = await lockedPerson(tx, caller.partner, about);
    const { authorities } = await readFacts(needs, tx, subject);
    return record(needs, tx, { caller, subject, person, assertion }, authorities);
  });
  const proof = await ledger.settled(entry);
  return { kind: assertion.kind, ...asserted, proof };
}

async function lockedPerson(
  tx: Tx,
  partner: PartnerId,
  about: About,
): Promise<{ readonly subject: SubjectId; readonly person: Person }> {
  const subject = await subjectOf(tx, partner, about.subject);
  if (subject === null) throw new NotFound();
  await lockSubject(tx, subject, 'update');
  const person = await personByRef(tx, partner, subject, about.person);
  if (person === null) throw new NotFound();
  if (person.standsAs !== 'guardian') throw new StateConflict('a young person has no parental authority');
  return { subject, person: { invited: person.id, turnedOutToBe: person.sameAs ?? person.id } };
}

interface Person {
  readonly invited: PersonId;
  readonly turnedOutToBe: PersonId;
}

async function record(
  { ledger }: Pick<PeopleNeeds, 'ledger'>,
  tx: Tx,
  word: {
    readonly caller: Professional;
    readonly subject: SubjectId;
    readonly person: Person;
    readonly assertion: AuthorityAssertion;
  },
  known: readonly AuthorityFact[],
) {
  const { caller, subject, person, assertion } = word;
  const { partner } = caller;
  const { kind, source, assertedOn } = assertion;
  const ofPerson = known.filter((fact) => fact.person === person.turnedOutToBe);
  const confirmed = known.filter(({ confirmedOrder }) => confirmedOrder !== null);
  const last = ofPerson.findLast((fact) => fact.assertedBy === partner);
  const standing = standingFor(partner, ofPerson);
  const isRepeat = last?.kind === kind && last.source === source && String(last.assertedOn) === assertedOn;
  if (isRepeat && !isOpposedSince(last, [...ofPerson, ...confirmed]))
    return { entry: last.entry, inEffect: standing === kind, assertion: last.id };
  const inEffect = !waitsForConfirmation(kind, standing);
  const id = newId<'AssertionId'>('ast');
  const {
    id: entry,
    seq,
    at,
  } = await ledger.append(tx, {
    event: 'authority.asserted',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      subject,
      person: person.invited,
      partner,
      assertion: id,
      kind,
      source,
      assertedOn,
      inEffect,
      ...byProfessional(caller),
    },
  });
  const row = { assertion: id, subject, person: person.invited, partner, kind, source, assertedOn };
  await insertAuthority(tx, { ...row, entry, seq, at });
  return { entry, inEffect, assertion: id };
}
