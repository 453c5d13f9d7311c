/** What families are asked and decide: each decision by a person who may make it, about what was published and asked. */
import { isAsked } from '../../../consent/offline.js';
import type { Decision, DecisionId, PartnerId, PersonId, SubjectId } from '../../../contract/index.js';
import { base64url, type CivilDate, canonicalJson, type Json, sha256 } from '../../../kernel/index.js';
import { needsConsent } from '../../../purposes/offline.js';
import { idsReliedOn } from '../export/recorded.js';
import type { Child } from './child.js';
import type { LogState } from './log-state.js';
import { oweStops } from './owed-stops.js';
import { requireSigned } from './passkey-rules.js';
import { type Decided, indexOf, orderOf, refuted, type Said } from './said.js';
import { recordingEntries, requireSecondStep } from './second-step-rules.js';
import { requireMember } from './team-rules.js';
import { timeOfEntry } from './time-of-entry.js';
import { requireWritten } from './written-parts.js';

export function requested(log: LogState, said: Said<'consent.requested'>): Child {
  const { subject, partner, request, purpose: id, version, flows } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requireMember(log, child, partner as PartnerId, said);
  log.requireLatest(said, child);
  const purpose = log.catalogue.at(said).current(id);
  if (purpose?.version !== version) {
    throw refuted('version-in-force', 'asks about a purpose version that is not the one in force', said);
  }
  for (const asked of flows) {
    const flow = purpose.flows.find((candidate) => candidate.id === asked);
    if (flow === undefined || !needsConsent(flow)) {
      throw refuted('flow-of-purpose', 'asks about what the purpose does not ask families', said);
    }
  }
  const asked = {
    id: request,
    purpose: log.texts.keep(id),
    version,
    partner: log.texts.keep(partner as PartnerId),
    entry: said.index,
  };
  child.requests = child.requests.filter(({ id }) => id !== request).concat(asked);
  return child;
}

/** A decision, or what was written down to become one. */
type Expressed = Decided | Said<'consent.recorded'>;

interface Circumstances {
  readonly decidedOn: CivilDate;
}

export function decided(log: LogState, said: Decided): Child {
  const { subject, person, decision, choice, ruleVersion, purpose, version } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requirePerson(log, child, said);
  if (child.decisions.some(({ id }) => id === decision)) {
    throw refuted('decision-recorded', 'a decision with this id was made before', said);
  }
  requireSecondStep(log, child, said);
  requireQuestion(log, child, said, recordingEntries(child, said));
  if (said.event !== `consent.${choice}`) {
    throw refuted('decision-recorded', 'the choice is not the one that the entry is about', said);
  }
  const proof = said.parts.get('decision') as Decision | undefined;
  const circumstances = said.parts.get('circumstances') as Circumstances | undefined;
  requireWritten(child, said, [proof, circumstances], 'what was decided, or when by the calendar');
  if (proof !== undefined) requireProof(log, said, proof);
  if (circumstances !== undefined) requireCircumstances(log, child, said, circumstances.decidedOn);
  requireSigned(log, child, said);
  child.addDecision({
    id: decision as DecisionId,
    // The text that is kept already, instead of one more for each decision.
    person: child.persons.find(({ id }) => id === person)?.id ?? (person as PersonId),
    purpose: log.texts.keep(purpose),
    version,
    choice,
    ruleVersion: log.texts.keep(ruleVersion),
    flows: log.flows.shared(proof?.flows ?? []),
    order: orderOf(said),
    decidedAt: timeOfEntry(said.at),
    decidedOn: log.texts.keep(circumstances?.decidedOn ?? (said.at.slice(0, 10) as CivilDate)),
    withdrawnOrder: null,
    entry: said.id,
    withdrawalEntry: null,
  });
  child.latest.set(log.texts.keep(`decision ${child.placeOf(person)} ${purpose}`), said.index);
  if (said.event === 'consent.refused') oweStops(log, child, said);
  return child;
}

/**
 * The person is somebody of this child, and that person still. Without a login a guardian can only speak through what a
 * professional writes down.
 */
export function requirePerson(log: LogState, child: Child, said: Expressed): void {
  const { person, as } = said.payload;
  const known = child.persons.find(({ id }) => id === person);
  if (known === undefined) {
    throw log.missing('person-known', 'decided by somebody who is nobody of this child', said);
  }
  const written = said.event === 'consent.recorded' || said.payload.recorded !== undefined;
  const signedIn = known.account !== null || (written && as === 'guardian');
  if (!signedIn || known.sameAs !== null || known.standsAs !== as) {
    throw refuted('person-known', 'decided by somebody who was not recognised, or not as that', said);
  }
}

export function requireQuestion(
  log: LogState,
  child: Child,
  said: Expressed,
  others: readonly number[] = [],
): void {
  const { request, purpose, version } = said.payload;
  const asked = child.requests.find(({ id }) => id === request);
  if (asked === undefined) throw log.missing('request-known', 'decides on what nobody asked', said);
  const { signedWith } = 'signedWith' in said.payload ? said.payload : {};
  const key = signedWith === undefined ? [] : named(said, signedWith);
  log.requireLatest(said, child, [asked.entry, ...key, ...others]);
  if (asked.purpose !== purpose || asked.version !== version) {
    throw refuted('request-known', 'decides on another purpose or version than was asked', said);
  }
  if (log.catalogue.at(said).current(purpose)?.version !== version) {
    throw refuted('version-in-force', 'decides on a purpose version that is not the one in force', said);
  }
}

/** Indexes of an entry that is named elsewhere too, where the payload relies on it; what else is not there stays missing. */
function named(said: Expressed, entry: string): readonly number[] {
  const ids: readonly string[] = idsReliedOn(said);
  const isAlone = said.relies.every((index, nth) => index >= 0 || ids[nth] === entry);
  return said.relies.filter((index, nth) => ids[nth] === entry && (index >= 0 || isAlone));
}

export function requireProof(log: LogState, said: Expressed, proof: Decision): void {
  const { purpose, version, digest } = said.payload;
  const choice = said.event === 'consent.recorded' ? 'given' : said.payload.choice;
  const isThat = proof.purpose === purpose && proof.version === version && proof.choice === choice;
  if (!isThat || base64url(sha256(canonicalJson(proof as unknown as Json))) !== digest) {
    throw refuted('decision-recorded', 'what the person decided is not what the entry says', said);
  }
  const catalogue = log.catalogue.at(said);
  // Until there is a text for them, young people are shown the guardians' one; and one process may know of it first.
  const shown = [said.payload.as, 'guardian' as const].some(
    (audience) => catalogue.notice(purpose, version, proof.language, audience)?.hash === proof.noticeHash,
  );
  if (!shown) {
    throw refuted('notice-recorded', 'the notice that was shown was not published before', said);
  }
}

export function requireCircumstances(
  log: LogState,
  child: Child,
  said: Expressed,
  decidedOn: CivilDate,
): void {
  const { person, as, ruleVersion } = said.payload;
  const { today } = log.momentOf(said.at, decidedOn, said);
  const catalogue = log.catalogue.at(said);
  if (catalogue.ruleOn(today)?.version !== ruleVersion) {
    throw refuted('rule-in-force', 'decided by another consent rule than the one in force', said);
  }
  if (!isAsked(child.history, catalogue.rules, today, person as PersonId, as)) {
    if (child.hasErasedParts) return;
    throw log.missing('person-asked', 'decided by somebody who is not asked at this point', said);
  }
}

export function withdrawn(log: LogState, said: Said<'consent.withdrawn'>): Child {
  const { subject, person, decision: id, purpose, version } = said.payload;
  const child = log.child(subject as SubjectId, said);
  const decision = child.decisions.find((known) => known.id === id);
  if (decision === undefined) {
    throw log.missing('withdrawal-of-decision', 'withdraws what was never decided', said);
  }
  log.requireLatest(said, child, [indexOf(decision)]);
  const { through } = said.payload;
  if (through !== undefined && 'partner' in through)
    requireMember(log, child, through.partner as PartnerId, said);
  const isOwn = decision.person === person && decision.purpose === purpose && decision.version === version;
  if (!isOwn || decision.choice !== 'given' || decision.withdrawnOrder !== null) {
    throw refuted(
      'withdrawal-of-decision',
      'withdraws what this person had not given, or had withdrawn',
      said,
    );
  }
  child.withdraw(decision, orderOf(said), said.id);
  child.latest.set(log.texts.keep(`withdrawal ${child.placeOf(person)} ${purpose}`), said.index);
  oweStops(log, child, said);
  return child;
}
