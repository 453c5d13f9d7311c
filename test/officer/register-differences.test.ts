import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../src/kernel/index.js';
import { differencesBetween } from '../../src/officer/domain/register-differences.js';
import { type Happened, registerOn } from '../../src/officer/domain/register-history.js';

const flow = (change: object = {}) => ({
  ...{ id: 'school-jgz', source: 'school', recipient: 'jgz', fields: ['leerjaar', 'zorgniveau'] },
  ...{ basis: 'consent', article: 'AVG 6(1)(a)', controller: 'de school' },
  ...change,
});
const purpose = (version: number, flows: readonly object[], change: object = {}) => ({
  ...{ id: 'doel', version, title: 'Een doel', retention: { after: 'P3M' }, flows },
  ...change,
});
const said = (at: string, event: string, payload: object): Happened => ({
  payload: { event, at, ...payload },
});
const published = (at: string, content: ReturnType<typeof purpose>): Happened =>
  said(at, 'purpose.published', { purpose: content.id, version: content.version, digest: 'x', content });

const log: readonly Happened[] = [
  said('2026-01-01T10:00:00.000Z', 'agreement.published', { version: '2026-1', digest: 'a' }),
  said('2026-01-01T10:00:00.000Z', 'policies.published', { digest: 'regels-1' }),
  published('2026-01-01T10:00:00.000Z', purpose(1, [flow()])),
  said('2026-01-02T10:00:00.000Z', 'partner.registered', { partner: 'prt_a', role: 'school', name: 'A' }),
  said('2026-01-03T10:00:00.000Z', 'partner.agreed', { partner: 'prt_a', version: '2026-1' }),
  // Half past midnight on the first of July in Amsterdam.
  published(
    '2026-06-30T22:30:00.000Z',
    purpose(
      2,
      [flow({ fields: ['leerjaar', 'hulpvraag'], article: 'AVG 6(1)(e)' }), flow({ id: 'school-buurtteam' })],
      { retention: { after: 'P6M' } },
    ),
  ),
  said('2026-07-02T10:00:00.000Z', 'partner.suspended', { partner: 'prt_a', reason: 'storing', by: 'acc' }),
  said('2026-07-02T11:00:00.000Z', 'policies.published', { digest: 'regels-2' }),
  said('2026-07-03T10:00:00.000Z', 'roster.published', { version: 2, statement: 's', by: 'acc' }),
];
const texts: Readonly<Record<string, ReadonlyMap<string, { text: string }>>> = {
  'regels-1': new Map([
    ['een', { text: 'permit' }],
    ['twee', { text: 'forbid' }],
  ]),
  'regels-2': new Map([
    ['een', { text: 'permit (nieuw)' }],
    ['drie', { text: 'forbid' }],
  ]),
};
const between = (from: string, to: string, kept = texts) =>
  differencesBetween(registerOn(log, parseCivilDate(from)), registerOn(log, parseCivilDate(to)), (digest) =>
    digest === null ? new Map() : (kept[digest] ?? null),
  );

describe('differences of the register', () => {
  it('name what an activity has more, less and otherwise', () => {
    expect(between('2026-01-31', '2026-07-01').activities).toEqual([
      {
        purpose: 'doel',
        title: 'Een doel',
        versions: { from: 1, to: 2 },
        flows: {
          added: ['school-buurtteam'],
          removed: [],
          changed: [{ flow: 'school-jgz', what: ['article'] }],
        },
        fields: {
          added: [
            { flow: 'school-jgz', field: 'hulpvraag' },
            { flow: 'school-buurtteam', field: 'leerjaar' },
            { flow: 'school-buurtteam', field: 'zorgniveau' },
          ],
          removed: [{ flow: 'school-jgz', field: 'zorgniveau' }],
        },
        changed: ['retention'],
      },
    ]);
  });

  it('go by the end of a day as it is on the wall in Amsterdam', () => {
    expect(between('2026-01-31', '2026-06-30').activities).toEqual([]);
    expect(between('2026-06-30', '2026-07-01').activities).toHaveLength(1);
    expect(between('2026-07-01', '2026-07-01').activities).toEqual([]);
  });

  it('name a new activity with all of its flows, and a partner that came', () => {
    const { activities, partners, agreement } = between('2025-12-31', '2026-01-03');
    expect(activities[0]).toMatchObject({
      versions: { from: null, to: 1 },
      flows: { added: ['school-jgz'], changed: [] },
      changed: [],
    });
    expect(partners).toEqual([
      {
        ...{ partner: 'prt_a', name: 'A', role: 'school' },
        states: { from: null, to: 'active' },
        agreements: { from: null, to: '2026-1' },
      },
    ]);
    expect(agreement).toEqual({ from: null, to: '2026-1' });
  });

  it('name a partner that was suspended, policies by their ids, and a new roster', () => {
    const { partners, policies, roster } = between('2026-07-01', '2026-07-31');
    expect(partners.map(({ states }) => states)).toEqual([{ from: 'active', to: 'suspended' }]);
    expect(policies.rules).toEqual({ added: ['drie'], changed: ['een'], removed: ['twee'] });
    expect(roster).toEqual({ from: null, to: 2 });
  });

  it('say so where the text of policies was not kept', () => {
    const { policies } = between('2026-07-01', '2026-07-31', {});
    expect(policies).toEqual({ digests: { from: 'regels-1', to: 'regels-2' }, rules: null });
  });
});
