/** Requests whose entries are gone, five years after the erasure: what can still be proved of their rows, and what not. */
import { describe, expect, it } from 'vitest';
import { ClaimBroken } from '../../src/audit/domain/verification.js';
import { type RequestRow, RightsRecord } from '../../src/audit/domain/views/rights-record.js';
import type { Mirrored } from '../../src/audit/domain/views/view.js';
import type { JsonObject } from '../../src/kernel/index.js';

const executed = (id: string, payload: JsonObject): Mirrored => ({
  ...{ id, seq: 9n, index: 9, owner: 'hub', event: 'erasure.executed', at: '2031-12-01T09:00:00.000Z' },
  payload: {
    ...{ request: 'rrq_done', subject: 'sub_gone', owners: ['sub_gone'], statement: 'jws', rule: '1' },
    ...payload,
  },
  parts: new Map(),
});
const first = executed('ent_first', {
  destroyed: ['identity'],
  restricted: [{ class: 'operation', article: 'AVG 17(3)(e)', until: '2031-11-30' }],
  covers: [0],
  relies: ['ent_done'],
});
const last = executed('ent_last', {
  destroyed: ['operation'],
  restricted: [],
  covers: [1, 2, 3],
  relies: [],
});

/** One request that was carried out, and one that was refused before. */
function fiveYearsLater(): RightsRecord {
  const record = new RightsRecord();
  record.addErased({ id: 'ent_name', kind: 'subject', erasure: 'ent_first' });
  for (const id of ['ent_refused', 'ent_refusal', 'ent_done']) {
    record.addErased({ id, kind: 'rights', erasure: 'ent_last' });
  }
  record.add(first);
  record.add(last);
  return record;
}

const closed = {
  ...{ subject: null, person: null, decided: true, kind: 'erasure', as: 'guardian' },
  ...{ asked: false, extendedTo: null, delayExplained: false, assigned: 0, partnersAnswered: 0 },
};
const done: RequestRow = {
  ...{ ...closed, id: 'rrq_done', entry: 'ent_done', state: 'executed', article: null, explained: false },
};
const refused: RequestRow = {
  ...{ ...closed, id: 'rrq_refused', entry: 'ent_refused', state: 'refused', article: 'AVG 17(3)' },
  explained: true,
};

const ruleOf = (work: () => void): string => {
  try {
    work();
    return 'holds';
  } catch (error) {
    if (error instanceof ClaimBroken) return error.finding.rule;
    throw error;
  }
};
const requests = (...rows: readonly RequestRow[]): string =>
  ruleOf(() => fiveYearsLater().compareRequests(rows));

describe('requests whose entries were erased', () => {
  it('hold as they are', () => {
    expect(requests(done, refused)).toBe('holds');
  });

  it.each([
    ['one is gone', [done], 'view-row-present'],
    ['all are gone', [], 'view-row-present'],
    ['the one that was carried out is gone', [refused], 'view-row-present'],
    ['one stands there twice', [done, refused, refused], 'view-row-recorded'],
    [
      'one was added under an entry that never was',
      [done, refused, { ...done, id: 'x', entry: 'x' }],
      'view-row-recorded',
    ],
    [
      'one names an entry of another kind',
      [done, refused, { ...done, id: 'x', entry: 'ent_name' }],
      'view-row-recorded',
    ],
    ['a refusal is hidden', [done, { ...refused, state: 'executed', article: null }], 'view-row-unchanged'],
    [
      'a refusal is made up',
      [{ ...done, state: 'refused', article: 'x', explained: true }, refused],
      'view-row-unchanged',
    ],
    [
      'the one that was carried out has another entry',
      [{ ...done, entry: 'ent_refusal' }, refused],
      'view-row-unchanged',
    ],
    [
      'an answer is taken for a withdrawal',
      [done, { ...refused, state: 'withdrawn', article: null }],
      'view-row-unchanged',
    ],
    [
      'one says that its term was extended',
      [done, { ...refused, extendedTo: '2027-02-01', delayExplained: true }],
      'view-row-unchanged',
    ],
    ['one holds what the person wrote', [done, { ...refused, asked: true }], 'view-row-unchanged'],
    ['one waits again', [done, { ...refused, state: 'open' }], 'view-row-unchanged'],
    ['one leads to the child', [{ ...done, subject: 'sub_gone' }, refused], 'view-row-unchanged'],
    ['one leads to who asked', [done, { ...refused, person: 'per_gone' }], 'view-row-unchanged'],
    ['one was never decided', [done, { ...refused, decided: false }], 'view-row-unchanged'],
    ['a refusal has no words', [done, { ...refused, explained: false }], 'view-row-unchanged'],
  ] as const)('are named when %s', (_, rows, rule) => {
    expect(requests(...rows)).toBe(rule);
  });

  it('cannot be held to what only their entries said: the article of a refusal', () => {
    expect(requests(done, { ...refused, article: 'AVG 17(3)(d)' })).toBe('holds');
  });
});

describe('erasures', () => {
  const row = ({ id, payload }: Mirrored, name: string) => {
    const { request, subject, owners, destroyed, restricted, statement, rule } = payload;
    return { name, request, subject, owners, destroyed, restricted, statement, rule, entry: id };
  };
  const rows = [row(first, 'rrq_done'), row(last, 'rrq_done/operation')] as never[];

  it('go by the request, and by the class whose time had come', () => {
    expect(ruleOf(() => fiveYearsLater().compareErasures(rows))).toBe('holds');
    expect(ruleOf(() => fiveYearsLater().compareErasures(rows.slice(1)))).toBe('view-row-present');
    const other = [rows[0], row(last, 'rrq_done/identity')] as never[];
    expect(ruleOf(() => fiveYearsLater().compareErasures(other))).toBe('view-row-present');
  });

  it('mark what they cover, no entry more or less', () => {
    const marked = (covers: readonly (number | null)[]): string =>
      ruleOf(() =>
        fiveYearsLater().compareCovered([
          { erasure: 'ent_first', covers: [0] },
          { erasure: 'ent_last', covers },
        ]),
      );
    expect(marked([1, 2, 3])).toBe('holds');
    expect(marked([1, 2])).toBe('view-row-unchanged');
    expect(marked([1, 2, 3, null])).toBe('view-row-unchanged');
  });
});
