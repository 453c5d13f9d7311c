/** Which partners know a child, and how one may be introduced to it. */
import type { PartnerId, Role, SubjectId } from '../../../contract/index.js';
import { civilDateOf } from '../../../kernel/index.js';
import { needsConsent } from '../../../purposes/offline.js';
import type { Child } from './child.js';
import type { LogState, Timed } from './log-state.js';
import { refuted, type Said } from './said.js';
import { timeOfEntry } from './time-of-entry.js';

export function addEnrolment({ texts }: LogState, child: Child, { index }: Timed, partner: PartnerId): void {
  if (!child.enrolled.includes(partner)) child.enrolled = child.enrolled.concat(texts.keep(partner));
  child.latest.set(texts.keep(`enrolment ${partner}`), index);
}

/** @throws ClaimBroken | Unproven unless the partner may act and knows the child */
export function requireMember(log: LogState, child: Child, partner: PartnerId, place: Timed): void {
  log.partners.requireActive(partner, place);
  if (!child.enrolled.includes(partner)) {
    throw log.missing('team-enrolled', 'a partner that takes part has not enrolled the child', place);
  }
}

export function introduced(log: LogState, said: Said<'subject.introduced'>): Child {
  const { subject, partner, to, purpose } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requireMember(log, child, partner as PartnerId, said);
  log.requireLatest(said, child);
  requireIntroducible(log, child, said, to as PartnerId, purpose);
  const introduction = {
    entry: said.index,
    from: partner as PartnerId,
    to: to as PartnerId,
    purpose,
    redeemed: false,
  };
  child.introductions = child.introductions.concat(introduction);
  return child;
}

export function introductionRedeemed(log: LogState, said: Said<'introduction.redeemed'>): Child {
  const { subject, partner, role, from, purpose } = said.payload;
  const child = log.child(subject as SubjectId, said);
  log.partners.requireRole(partner as PartnerId, role as Role, said);
  const introduction = child.introductions.find(({ entry }) => said.relies.includes(entry));
  if (introduction === undefined) {
    throw log.missing('introduction-covered', 'nobody introduced the child to this partner', said);
  }
  log.requireLatest(said, child, [introduction.entry]);
  if (
    introduction.redeemed ||
    introduction.to !== partner ||
    introduction.from !== from ||
    introduction.purpose !== purpose
  ) {
    throw refuted('introduction-covered', 'the introduction was for another or was used before', said);
  }
  requireIntroducible(log, child, said, partner as PartnerId, purpose);
  introduction.redeemed = true;
  addEnrolment(log, child, said, partner as PartnerId);
  return child;
}

/** A flow to this partner that needs no consent, or one that the family allowed to it. */
function requireIntroducible(log: LogState, child: Child, said: Timed, to: PartnerId, id: string): void {
  log.partners.requireActive(to, said);
  const catalogue = log.catalogue.at(said);
  const purpose = catalogue.current(id);
  const flows = purpose === null ? [] : catalogue.flowsTo(purpose, log.partners.roleOf(to, said));
  if (purpose === null || purpose.emergency !== null || flows.length === 0) {
    throw refuted(
      'introduction-covered',
      'introduces for a purpose that brings nothing to this partner',
      said,
    );
  }
  if (flows.some(needsConsent) && !flows.some((flow) => !needsConsent(flow))) {
    const now = new Date(timeOfEntry(said.at));
    const moment = { now, today: civilDateOf(now) };
    const { flows: allowed } = child.standing(catalogue, log.catalogue.generation, purpose, moment);
    if (!flows.some((flow) => allowed.get(flow.id)?.recipients.has(to))) {
      throw refuted('introduction-covered', 'nothing may flow to this partner at this point', said);
    }
  }
}
