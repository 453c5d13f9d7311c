/** Logs of a hub that lies from the start about what was older than its term: every leaf and signature is right. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/audit/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { generatePrivateJwk, type JsonObject, newId, type PrivateJwk } from '../../src/kernel/index.js';
import { type ForgedEntry, forge } from '../audit/forge.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
let key: PrivateJwk;
beforeAll(async () => {
  folder = await temporaryFolder('retention-lies');
  key = await generatePrivateJwk('Ed25519');
});

const entry = (event: string, day: string, payload: JsonObject): ForgedEntry => ({
  payload: { ...payload, v: 1, id: newId('ent'), event, at: `${day}T12:00:00.000Z`, relies: [] },
  parts: {},
});
const look = (day: string): ForgedEntry =>
  entry('rights.listed', day, { officer: newId('acc'), duty: 'fg', count: 0 });

interface Told {
  readonly ordered?: JsonObject;
  readonly on?: string;
  readonly executed?: JsonObject;
  /** Which entries have nothing but their leaf. */
  readonly gone?: readonly number[];
  readonly more?: readonly ForgedEntry[];
}

const cut = { class: 'access-log', years: 5, before: '2021-01-10' };

/** A look of 2020, one of 2022 and one of 2023; then, in 2026, what is told. */
async function verdict({ ordered = {}, on = '2026-01-10', executed = {}, gone = [0], more = [] }: Told) {
  const order = entry('retention.ordered', on, { officer: null, rule: '1', classes: [cut], ...ordered });
  const done = entry('retention.executed', on, {
    ...{ order: order.payload.id, subject: newId('sub'), class: cut.class, before: cut.before, covers: [0] },
    ...executed,
  });
  done.payload.relies = [order.payload.id];
  const entries = [look('2020-01-01'), look('2022-01-01'), look('2023-01-01'), order, done, ...more];
  const lines = forge('leugens.example/kernhub', key, entries).map((line, place) =>
    gone.includes(place - 1) ? `${line.slice(0, line.indexOf(',"opening"'))},"erasedAt":4}` : line,
  );
  const file = join(folder, 'log.ndjson');
  await writeFile(file, `${lines.join('\n')}\n`);
  const { finding, lapses } = await verifyExport({ file, kinds: entryKinds });
  return { rule: finding?.rule ?? null, index: finding?.index ?? null, lapses };
}

describe('a log of which content is gone', () => {
  it('holds where an order of its day names class and day, and says how long was kept', async () => {
    const held = await verdict({});
    expect(held.rule).toBeNull();
    expect(held.lapses).toEqual([{ ...cut, index: 4, covers: [0], rule: '1' }]);
  });

  it.each([
    ['went without being named', { gone: [0, 2] }, 'retention-complete'],
    ['is named and still there', { executed: { covers: [0, 2] } }, 'retention-complete'],
    [
      'is younger than what is there before it',
      { gone: [0, 2], executed: { covers: [0, 2] } },
      'retention-due',
    ],
    [
      'was ordered before its term was over',
      { ordered: { classes: [{ ...cut, before: '2021-01-11' }] } },
      'retention-due',
    ],
    ['went up to another day than was ordered', { executed: { before: '2024-01-10' } }, 'retention-ordered'],
    ['is of another class than was ordered', { executed: { class: 'consent-proof' } }, 'retention-ordered'],
    ['was never ordered', { executed: { order: newId('ent') } }, 'retention-ordered'],
    [
      'was kept for two terms by one rule',
      { ordered: { classes: [cut, { ...cut, years: 3 }] } },
      'retention-due',
    ],
    [
      'was ordered on a day that had not come',
      { on: '2040-01-10', more: [look('2026-01-11')] },
      'retention-due',
    ],
  ] as const)('is refused where it %s', async (_, told, rule) => {
    expect((await verdict(told as Told)).rule).toBe(rule);
  });

  it('is refused where a retention covers nothing', async () => {
    expect((await verdict({ gone: [], executed: { covers: [] } })).rule).toBe('payload-shape');
  });

  it('bears a clock that was ahead by some hours, and entries that crossed by some seconds', async () => {
    expect((await verdict({ more: [look('2026-01-08')] })).rule).toBe('retention-due');
    const near = look('2026-01-10');
    near.payload.at = '2026-01-10T01:00:00.000Z';
    expect((await verdict({ more: [near] })).rule).toBeNull();
  });
});
