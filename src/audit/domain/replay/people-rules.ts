/** What is said about children and persons, each held against what was said before. */
import {
  type AccountId,
  HubError,
  type PartnerId,
  type PersonId,
  type Role,
  type SubjectId,
} from '../../../contract/index.js';
import type { CivilDate } from '../../../kernel/index.js';
import { recognise, standingFor, waitsForConfirmation } from '../../../people/offline.js';
import { confirmCapacity } from './capacity-rules.js';
import type { Child } from './child.js';
import type { KnownAuthority } from './known-facts.js';
import type { LogState, Timed } from './log-state.js';
import { indexOf, orderOf, refuted, type Said } from './said.js';
import { addEnrolment, requireMember } from './team-rules.js';
import { requireWritten } from './written-parts.js';

export function enrolled(log: LogState, said: Said<'subject.enrolled'>): Child {
  const { subject, partner, role, assertion } = said.payload;
  const { mayUseBsn } = log.partners.requireActive(partner as PartnerId, said);
  log.partners.requireRole(partner as PartnerId, role as Role, said);
  if (!mayUseBsn) {
    throw refuted('team-enrolled', 'enrolled by a partner that may not use the BSN', said);
  }
  const child = log.enrolled(subject as SubjectId, said);
  log.requireLatest(said, child);
  addEnrolment(log, child, said, partner as PartnerId);
  const date = said.parts.get('birth-date');
  requireWritten(child, said, [date], 'a birth date');
  if (typeof date === 'string') {
    child.addBirthDate({
      assertion,
      date: log.texts.keep(date as CivilDate),
      assertedBy: log.texts.keep(partner as PartnerId),
      order: orderOf(said),
      entry: said.id,
      confirmed: false,
    });
  }
  child.latest.set('birth-date', said.index);
  return child;
}

export function invited(log: LogState, said: Said<'person.invited'>): Child {
  const { subject, person, partner, invitation, as } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requireMember(log, child, partner as PartnerId, said);
  log.requireLatest(said, child);
  if (child.persons.some((known) => known.id === person || known.invitation === invitation)) {
    throw refuted('person-known', 'the person was invited before', said);
  }
  const standsAs = as;
  child.addPerson({
    id: person as PersonId,
    standsAs,
    partner: log.texts.keep(partner as PartnerId),
    account: null,
    sameAs: null,
    invitation,
    entry: said.index,
  });
  return child;
}

export function recognised(log: LogState, said: Said<'person.recognised'>): Child {
  const { subject, person, invitation, as, account, sameAs } = said.payload;
  const child = log.child(subject as SubjectId, said);
  const known = child.persons.find(({ id }) => id === person);
  const redeemed = child.persons.find((one) => one.invitation === invitation);
  if (known === undefined || redeemed === undefined) {
    throw log.missing('person-known', 'the person was never invited', said);
  }
  log.requireLatest(said, child, [redeemed.entry]);
  if (known.standsAs !== as || known.account !== null) {
    throw refuted('person-known', 'the invitation was for somebody else or was used before', said);
  }
  if (whoItIs(said, known, account as AccountId, child) !== sameAs) {
    throw refuted(
      'person-known',
      'the account is not the person that the entry says it turned out to be',
      said,
    );
  }
  const recognisedPerson = { ...known, account, sameAs: sameAs as PersonId | null };
  child.recognise(recognisedPerson, orderOf(said));
  return child;
}

function whoItIs(
  said: Timed,
  known: Child['persons'][number],
  account: AccountId,
  child: Child,
): PersonId | null {
  try {
    return recognise(known, account, child.persons);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw refuted('person-known', `the account may not take this place: ${error.message}`, said);
  }
}

export function asserted(log: LogState, said: Said<'authority.asserted'>): Child {
  const { subject, person, partner, assertion, kind, inEffect } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requireMember(log, child, partner as PartnerId, said);
  log.requireLatest(said, child);
  const known = child.persons.find(({ id }) => id === person);
  if (known === undefined) throw log.missing('person-known', 'the person was never invited', said);
  if (known.standsAs !== 'guardian' || known.partner !== partner) {
    throw refuted(
      'person-known',
      'authority of somebody whom this partner did not invite as a guardian',
      said,
    );
  }
  const itself = known.sameAs ?? known.id;
  const same = new Set(
    child.persons.filter(({ id, sameAs }) => (sameAs ?? id) === itself).map(({ id }) => id),
  );
  const ofPerson = child.authorities.filter((fact) => same.has(fact.person));
  if (inEffect === waitsForConfirmation(kind, standingFor(partner as PartnerId, ofPerson))) {
    const reason = inEffect
      ? 'works at once, though it asks fewer persons and nobody confirmed it'
      : 'waits for a confirmation that it does not need';
    throw refuted('authority-effect', reason, said);
  }
  child.addAuthority({
    id: assertion,
    person: known.id,
    kind: log.texts.keep(kind),
    assertedBy: log.texts.keep(partner as PartnerId),
    order: orderOf(said),
    entry: said.id,
    confirmedOrder: null,
    confirmationEntry: null,
  });
  child.latest.set(log.texts.keep(`asserted ${child.placeOf(person)}`), said.index);
  return child;
}

export function confirmed(log: LogState, said: Said<'authority.confirmed'>): Child {
  const { subject, assertion, about } = said.payload;
  const child = log.child(subject as SubjectId, said);
  if (about === 'authority') confirmAuthority(log, child, said, assertion);
  else if (about === 'capacity') confirmCapacity(log, child, said, assertion);
  else confirmBirthDate(log, child, said, assertion);
  return child;
}

function confirmAuthority(
  log: LogState,
  child: Child,
  said: Said<'authority.confirmed'>,
  assertion: string,
): void {
  const fact: KnownAuthority | undefined = child.authorities.find(({ id }) => id === assertion);
  if (fact === undefined) throw log.missing('assertion-known', 'confirms what nobody asserted', said);
  log.requireLatest(said, child, [indexOf(fact)]);
  if (fact.confirmedOrder !== null) throw refuted('assertion-known', 'was confirmed before', said);
  child.confirmAuthority({
    ...fact,
    confirmedOrder: orderOf(said),
    confirmationEntry: said.id,
  });
  child.latest.set(log.texts.keep(`confirmed ${child.placeOf(fact.person)}`), said.index);
}

function confirmBirthDate(
  log: LogState,
  child: Child,
  said: Said<'authority.confirmed'>,
  assertion: string,
): void {
  const fact = child.birthDateOf(assertion);
  if (fact === undefined) {
    // Its part may be gone while the entry is there.
    if (child.hasErasedParts) return;
    throw log.missing('assertion-known', 'confirms what nobody asserted', said);
  }
  log.requireLatest(said, child, [indexOf(fact)]);
  if (child.isBirthDateSettled(assertion)) throw refuted('assertion-known', 'was confirmed before', said);
  child.addBirthDate({ ...fact, order: orderOf(said), entry: said.id, confirmed: true });
  child.latest.set('birth-date', said.index);
}
