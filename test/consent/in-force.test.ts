import { describe, expect, it } from 'vitest';
import type {
  AuthorityFact,
  BirthDateFact,
  DecisionFact,
  SubjectHistory,
} from '../../src/consent/domain/history.js';
import { consentInForce } from '../../src/consent/domain/in-force.js';
import type { DecidedFlow, EntryId, PartnerId, PersonId } from '../../src/contract/index.js';
import { date, father, firstRule, jgz, mother, school } from './histories.js';

const entry = (name: string): EntryId => `ent_${name}` as EntryId;
const [today, now] = [date('2026-11-22'), new Date('2026-11-22T12:00:00Z')];
const buurtteam = 'prt_buurtteam' as PartnerId;

const birthDates: readonly BirthDateFact[] = [
  { date: date('2018-03-01'), assertedBy: school, order: 1, confirmed: false, entry: entry('enrolled') },
  { date: date('2018-03-01'), assertedBy: jgz, order: 2, confirmed: false, entry: entry('enrolled-too') },
];
const joint = (invited: PersonId, order: number): AuthorityFact => ({
  invited,
  kind: 'joint',
  assertedBy: school,
  order,
  confirmedOrder: null,
  confirmationEntry: null,
  entry: entry(`joint-${order}`),
});
const authorities = [joint(mother, 3), joint(father, 4)];
const given = (
  person: PersonId,
  order: number,
  flows: readonly DecidedFlow[],
  on = '2026-11-01',
): DecisionFact => ({
  person,
  version: 1,
  choice: 'given',
  flows,
  ruleVersion: '1',
  order,
  decidedAt: new Date(`${on}T12:00:00Z`),
  decidedOn: date(on),
  withdrawnOrder: null,
  entry: entry(`given-${order}`),
  withdrawalEntry: null,
});
const flow = (id: string, sources: PartnerId[], recipients: PartnerId[], fields: string[]): DecidedFlow => ({
  flow: id,
  sources,
  recipients,
  fields,
});
const facts: SubjectHistory = {
  birthDates,
  youngPerson: null,
  recognitions: [],
  authorities,
  capacities: [],
  merges: [],
};
const answerOn = (history: SubjectHistory, ...decisions: readonly DecisionFact[]) =>
  consentInForce(history, [firstRule], decisions, {
    version: 1,
    retention: { after: 'P3M' },
    now,
    today,
  });
const answer = (...decisions: readonly DecisionFact[]) => answerOn(facts, ...decisions);

describe('what two parents allow', () => {
  it('is what both chose: flows, sources, recipients and fields', () => {
    const { flows } = answer(
      given(mother, 5, [
        flow('a', [school], [jgz, buurtteam], ['x', 'y']),
        flow('b', [school], [jgz], ['x']),
      ]),
      given(father, 6, [flow('a', [school, jgz], [jgz], ['y', 'z']), flow('c', [school], [jgz], ['x'])]),
    );
    expect([...flows.keys()]).toEqual(['a']);
    expect([...(flows.get('a')?.sources ?? [])]).toEqual([school]);
    expect([...(flows.get('a')?.recipients ?? [])]).toEqual([jgz]);
    expect([...(flows.get('a')?.fields ?? [])]).toEqual(['y']);
  });

  it('is no flow at all where nothing is common to both', () => {
    const standing = answer(
      given(mother, 5, [flow('a', [school], [jgz], ['x'])]),
      given(father, 6, [flow('a', [school], [buurtteam], ['x'])]),
    );
    expect(standing.inForce).toBe(true);
    expect(standing.flows.size).toBe(0);
  });

  it('is what each chose last', () => {
    const narrower = given(mother, 7, [flow('a', [school], [jgz], ['x'])]);
    const wider = flow('a', [school], [jgz], ['x', 'y']);
    expect([
      ...(answer(given(mother, 5, [wider]), given(father, 6, [wider]), narrower).flows.get('a')?.fields ??
        []),
    ]).toEqual(['x']);
  });

  it('ends with the first of them', () => {
    const flows = [flow('a', [school], [jgz], ['x'])];
    const { expiresAt } = answer(
      given(mother, 5, flows, '2026-11-20'),
      given(father, 6, flows, '2026-09-01'),
    );
    expect(expiresAt?.toISOString()).toBe('2026-11-30T23:00:00.000Z');
  });
});

describe('a recipient that names the parents itself', () => {
  const flows = [flow('a', [school, jgz], [school, jgz], ['x'])];
  const recipients = (history: SubjectHistory, from = 10) => {
    const standing = answerOn(history, given(mother, from, flows), given(father, from + 1, flows));
    expect(standing.inForce).toBe(true);
    return [...(standing.flows.get('a')?.recipients ?? [])];
  };
  const saying = (...more: readonly AuthorityFact[]) => ({
    ...facts,
    authorities: [...authorities, ...more],
  });
  const byJgz = (invited: PersonId, order: number) => ({ ...joint(invited, order), assertedBy: jgz });
  const confirmed = (order: number) => ({
    ...facts,
    authorities: authorities.map((fact) => ({ ...fact, confirmedOrder: order })),
  });

  it('sends on its own word, and does not receive', () => {
    expect(recipients(facts)).toEqual([jgz]);
    const { flows: open } = answer(given(mother, 5, flows), given(father, 6, flows));
    expect([...(open.get('a')?.sources ?? [])]).toEqual([school, jgz]);
    expect([...(open.get('a')?.leftOut ?? [])]).toEqual([school]);
  });

  it('receives where another partner named every one of them before they decided', () => {
    expect(recipients(saying(byJgz(mother, 7), byJgz(father, 8)))).toEqual([school, jgz]);
    expect(recipients(saying(byJgz(mother, 7)))).toEqual([jgz]);
    expect(recipients(saying(byJgz(mother, 12), byJgz(father, 13)))).toEqual([jgz]);
  });

  it('receives where an officer confirmed its word before they decided', () => {
    expect(recipients(confirmed(9))).toEqual([school, jgz]);
    expect(recipients(confirmed(12))).toEqual([jgz]);
  });

  it('does not say who the young person is either', () => {
    const child = 'per_child' as PersonId;
    const sixteen = { ...facts, birthDates: birthDates.map((f) => ({ ...f, date: date('2010-03-01') })) };
    const known = (...recognitions: SubjectHistory['recognitions']) => {
      const history = { ...sixteen, youngPerson: child, recognitions };
      return [...(answerOn(history, given(child, 5, flows)).flows.get('a')?.recipients ?? [])];
    };
    const [first, early, late] = [0, 4, 6];
    expect(known({ invitedBy: school, order: first })).toEqual([jgz]);
    expect(known({ invitedBy: school, order: first }, { invitedBy: jgz, order: early })).toEqual([
      school,
      jgz,
    ]);
    expect(known({ invitedBy: school, order: first }, { invitedBy: jgz, order: late })).toEqual([jgz]);
  });
});

describe('the entries relied on', () => {
  const flows = [flow('a', [school], [jgz], ['x'])];

  it('are the last birth date, each authority and each decision', () => {
    const { relies } = answer(given(mother, 5, flows), given(father, 6, flows));
    expect(relies).toEqual(['enrolled-too', 'joint-3', 'joint-4', 'given-5', 'given-6'].map(entry));
  });

  it('are the last word of capacity and the last confirmation of one, too', () => {
    const said = (order: number, confirmedOrder: number | null) => ({
      kind: 'incapable' as const,
      assertedBy: school,
      order,
      entry: entry(`said-${order}`),
      confirmedOrder,
      confirmationEntry: confirmedOrder === null ? null : entry(`confirmed-${confirmedOrder}`),
    });
    const capacities = [said(1, 4), said(2, null), said(3, 3.5)];
    const { relies } = answerOn({ ...facts, capacities }, given(mother, 5, flows), given(father, 6, flows));
    expect(relies.filter((id) => /said|confirmed/.test(id))).toEqual(['said-3', 'confirmed-4'].map(entry));
  });

  it('name the withdrawal too when that is why nothing is in force', () => {
    const withdrawn = { ...given(father, 6, flows), withdrawnOrder: 7, withdrawalEntry: entry('withdrawn') };
    const standing = answer(given(mother, 5, flows), withdrawn);
    expect(standing.inForce).toBe(false);
    expect(standing.flows.size).toBe(0);
    expect(standing.relies).toContain(entry('withdrawn'));
  });
});
