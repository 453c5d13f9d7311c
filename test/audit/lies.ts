/** What a hub could write that was not so: each breaks one claim, and the entry that breaks it is named. */
import type { Rule } from '../../src/audit/index.js';
import { base64url, canonicalJson, type Json, type JsonObject, sha256 } from '../../src/kernel/index.js';
import { type ForgedEntry, moveBefore, nth, scrub } from './forge.js';

const isOf =
  (...events: string[]) =>
  ({ payload }: ForgedEntry) =>
    events.includes(payload.event);
const taskIn = ({ payload }: ForgedEntry) => (payload.tasks as Record<string, Json>[])[0] ?? {};

/** What a lying hub writes, the claim that this breaks, and at the entry of which event. */
export type Lie = readonly [
  what: string,
  rule: Rule,
  event: string,
  tell: (log: ForgedEntry[]) => ForgedEntry[],
];

export const changed =
  (event: string, change: (entry: ForgedEntry) => unknown, place = 0) =>
  (all: ForgedEntry[]): ForgedEntry[] => {
    change(nth(all, event, place));
    return all;
  };

export const stranger = `per_${'A'.repeat(22)}`;

export const lies: readonly Lie[] = [
  [
    'a release without the decision of one parent',
    'required-person-decided',
    'exchange.permitted',
    (all) => scrub(all, (entry) => entry === nth(all, 'consent.given')),
  ],
  [
    'a release without any decision',
    'required-person-decided',
    'exchange.permitted',
    (all) => scrub(all, isOf('consent.given', 'consent.withdrawn')),
  ],
  [
    'a release without its permission',
    'exchange-decided',
    'exchange.enveloped',
    (all) => scrub(all, (entry) => entry === nth(all, 'exchange.permitted')),
  ],
  [
    'a release after a withdrawal',
    'withdrawal-respected',
    'exchange.released',
    (all) => moveBefore(all, nth(all, 'consent.withdrawn'), nth(all, 'exchange.released')),
  ],
  [
    'a withdrawal that was left out',
    'relies-on-earlier',
    'exchange.stop-ordered',
    (all) => all.filter((entry) => entry !== nth(all, 'consent.withdrawn')),
  ],
  [
    'the withdrawal of somebody else',
    'withdrawal-of-decision',
    'consent.withdrawn',
    (all) =>
      changed('consent.withdrawn', (entry) => {
        entry.payload.person = nth(all, 'consent.given', 1).payload.person ?? null;
      })(all),
  ],
  [
    'a decision of somebody who was never invited',
    'person-known',
    'consent.given',
    changed('consent.given', ({ payload }) => (payload.person = stranger)),
  ],
  [
    'a decision of which nothing was written down',
    'part-written',
    'consent.given',
    changed('consent.given', (entry) => (entry.parts = {})),
  ],
  [
    'an enrolment without a birth date, by which nobody could tell who must consent',
    'part-written',
    'subject.enrolled',
    changed('subject.enrolled', (entry) => (entry.parts = {})),
  ],
  [
    'a decision of somebody who never signed in',
    'person-known',
    'consent.given',
    (all) => scrub(all, (entry) => entry === nth(all, 'person.recognised')),
  ],
  [
    'both decisions by one parent',
    'relies-on-latest',
    'exchange.permitted',
    (all) =>
      changed('consent.given', ({ payload }) => {
        payload.person = nth(all, 'consent.given', 1).payload.person ?? null;
      })(scrub(all, isOf('consent.withdrawn'))),
  ],
  [
    'a decision that nobody was asked for',
    'request-known',
    'consent.given',
    (all) => scrub(all, isOf('consent.requested')),
  ],
  [
    'another choice than the person made',
    'decision-recorded',
    'consent.given',
    changed('consent.given', ({ parts }) => Object.assign(parts.decision as object, { choice: 'refused' })),
  ],
  [
    'a notice that was never published',
    'notice-recorded',
    'consent.given',
    changed('consent.given', ({ parts, payload }) => {
      const decision = { ...(parts.decision as JsonObject), noticeHash: 'A'.repeat(43) };
      parts.decision = decision;
      payload.digest = base64url(sha256(canonicalJson(decision)));
    }),
  ],
  [
    'a consent rule that was not in force',
    'rule-in-force',
    'consent.given',
    changed('consent.given', ({ payload }) => (payload.ruleVersion = '0')),
  ],
  [
    'a decision judged by yesterday',
    'date-as-recorded',
    'consent.given',
    changed('consent.given', ({ parts }) =>
      Object.assign(parts.circumstances as object, { decidedOn: '2020-01-01' }),
    ),
  ],
  [
    'a decision of somebody whose authority nobody asserted',
    'person-asked',
    'consent.given',
    (all) => scrub(all, isOf('authority.asserted')),
  ],
  [
    'an authority that works though nobody confirmed it',
    'authority-effect',
    'authority.asserted',
    changed('authority.asserted', ({ payload }) => (payload.kind = 'single')),
  ],
  [
    'another birth date than the family knew',
    'required-person-decided',
    'exchange.permitted',
    (all) => {
      for (const entry of all.filter(isOf('subject.enrolled'))) entry.parts['birth-date'] = '2012-03-04';
      return all;
    },
  ],
  [
    'a source that never enrolled the child',
    'team-enrolled',
    'person.invited',
    (all) => scrub(all, (entry) => entry === nth(all, 'subject.enrolled')),
  ],
  [
    'a recipient that never enrolled the child',
    'team-enrolled',
    'exchange.permitted',
    (all) => scrub(all, (entry) => entry === nth(all, 'subject.enrolled', 1)),
  ],
  [
    'a partner without an agreement',
    'partner-in-force',
    'subject.enrolled',
    (all) => scrub(all, (entry) => entry === nth(all, 'partner.agreed')),
  ],
  [
    'a partner of another role',
    'partner-in-force',
    'exchange.permitted',
    changed('exchange.permitted', ({ payload }) => (payload.role = 'school')),
  ],
  [
    'another text of a purpose',
    'catalogue-recorded',
    'purpose.published',
    changed('purpose.published', ({ payload }) =>
      Object.assign(payload.content as object, { title: 'Iets anders' }),
    ),
  ],
  [
    'policies that were never published',
    'policies-in-force',
    'exchange.permitted',
    changed('exchange.permitted', ({ payload }) => (payload.policyDigest = 'A'.repeat(43))),
  ],
  [
    'another purpose version',
    'version-in-force',
    'exchange.permitted',
    changed('exchange.permitted', ({ payload }) => (payload.version = 2)),
  ],
  [
    'a field that nobody chose',
    'flow-of-purpose',
    'exchange.permitted',
    changed('exchange.permitted', (entry) => (taskIn(entry).fields = ['leeftijdsband', 'hulpvraag'])),
  ],
  [
    'another basis',
    'flow-of-purpose',
    'exchange.permitted',
    changed('exchange.permitted', (entry) => (taskIn(entry).basis = 'public-task')),
  ],
  [
    'more than was decided',
    'release-decided',
    'exchange.released',
    changed(
      'exchange.released',
      ({ payload }) => (payload.fields = ['leeftijdsband', 'zorgniveau', 'leerjaar']),
    ),
  ],
  [
    'another envelope than came in',
    'release-sealed',
    'exchange.released',
    changed('exchange.released', ({ payload }) => (payload.manifest = 'A'.repeat(43))),
  ],
  [
    'a release of what never came in',
    'release-sealed',
    'exchange.released',
    (all) => scrub(all, isOf('exchange.enveloped')),
  ],
  [
    'a withdrawal without an order to stop',
    'stop-ordered',
    'consent.withdrawn',
    (all) => scrub(all, isOf('exchange.stop-ordered', 'exchange.stopped')),
  ],
  [
    'an order to stop that came later',
    'stop-ordered',
    'consent.withdrawn',
    (all) => {
      const after = all[all.indexOf(nth(all, 'exchange.refused')) + 1];
      if (after === undefined) throw new Error('something followed');
      return moveBefore(all, nth(all, 'exchange.stop-ordered'), after);
    },
  ],
  [
    'a withdrawal at the end, without an order to stop',
    'stop-ordered',
    'consent.withdrawn',
    (all) => all.slice(0, all.indexOf(nth(all, 'consent.withdrawn')) + 1),
  ],
  [
    'an order to stop that went to another partner',
    'stop-ordered',
    'exchange.stop-ordered',
    changed('exchange.stop-ordered', ({ payload }) => (payload.recipient = `prt_${'A'.repeat(22)}`)),
  ],
  [
    'an order to stop after no withdrawal',
    'stop-ordered',
    'exchange.stop-ordered',
    changed('exchange.stop-ordered', ({ payload }) => (payload.relies = payload.relies.slice(0, 1))),
  ],
  [
    'a decision on an older word than the latest',
    'relies-on-latest',
    'exchange.permitted',
    (all) => {
      const [first, , again] = all.filter(isOf('consent.given'));
      const second = nth(all, 'exchange.permitted', 1).payload;
      second.relies = second.relies.map((id) => (id === again?.payload.id ? (first?.payload.id ?? '') : id));
      return all;
    },
  ],
  [
    'an entry twice',
    'entry-once',
    'agreement.published',
    (all) => [...all, structuredClone(nth(all, 'agreement.published'))],
  ],
  [
    'a child whose time runs back',
    'time-in-order',
    'exchange.received',
    changed('exchange.received', ({ payload }) => (payload.at = '2020-01-01T00:00:00.000Z')),
  ],
];
