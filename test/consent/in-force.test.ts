import { describe, expect, it } from 'vitest';
import type { AuthorityFact, BirthDateFact, DecisionFact } from '../../src/consent/domain/history.js';
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
const answer = (...decisions: readonly DecisionFact[]) =>
  consentInForce({ birthDates, youngPerson: null, authorities, merges: [] }, [firstRule], decisions, {
    version: 1,
    retention: { after: 'P3M' },
    now,
    today,
  });

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

describe('the entries relied on', () => {
  const flows = [flow('a', [school], [jgz], ['x'])];

  it('are the last birth date, each authority and each decision', () => {
    const { relies } = answer(given(mother, 5, flows), given(father, 6, flows));
    expect(relies).toEqual(['enrolled-too', 'joint-3', 'joint-4', 'given-5', 'given-6'].map(entry));
  });

  it('name the withdrawal too when that is why nothing is in force', () => {
    const withdrawn = { ...given(father, 6, flows), withdrawnOrder: 7, withdrawalEntry: entry('withdrawn') };
    const standing = answer(given(mother, 5, flows), withdrawn);
    expect(standing.inForce).toBe(false);
    expect(standing.flows.size).toBe(0);
    expect(standing.relies).toContain(entry('withdrawn'));
  });
});
