import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEntryIds } from '../../src/audit/domain/export/entry-ids.js';
import { makeReliedIds } from '../../src/audit/domain/export/relied-ids.js';
import { canonicalJson, fromUtf8, newId, utf8 } from '../../src/kernel/index.js';

const ids = (count: number): readonly string[] => Array.from({ length: count }, () => newId('ent'));

describe('the ids of a log', () => {
  it('are each found at the index of their entry, however many there are', () => {
    const [entries, all] = [makeEntryIds(utf8), ids(20_000)];
    for (const [index, id] of all.entries()) {
      if (index % 3 === 2) entries.skip();
      else expect(entries.add(utf8(`"${id}"`), 1)).toBe(false);
    }
    for (const [index, id] of all.entries())
      expect(entries.find(utf8(id), 0)).toBe(index % 3 === 2 ? -1 : index);
  });

  it('show which came before, and keep the first', () => {
    const [entries, id] = [makeEntryIds(utf8), newId('ent')];
    expect([entries.add(utf8(id), 0), entries.add(utf8(id), 0)]).toEqual([false, true]);
    expect(entries.find(utf8(id), 0)).toBe(0);
    expect(entries.place(id, [id, newId('ent')])).toEqual({ relies: [0, -1], isRepeated: true });
  });

  it('are found in their one spelling only', () => {
    const [entries, id] = [makeEntryIds(utf8), `ent_${'A'.repeat(22)}`];
    entries.add(utf8(id), 0);
    const others = [
      `exc_${'A'.repeat(22)}`,
      `${id.slice(0, -1)}B`,
      `${id.slice(0, -1)}=`,
      id.slice(0, -1),
      `ént_${'A'.repeat(21)}`,
    ];
    for (const other of others) expect(entries.find(utf8(other), 0)).toBe(-2);
    expect(entries.place(newId('ent'), [...others, 7, null]).relies).toEqual([-1, -1, -1, -1, -1, -1, -1]);
  });
});

interface Read {
  readonly payload: string;
  readonly behind: string;
  readonly relies: readonly number[];
}

/** As the thread reads it that hashes: amid other bytes, with the places where both members begin. */
function read(text: string, known: readonly string[], isSure = true): Read {
  const entries = makeEntryIds(utf8);
  for (const id of known) entries.add(utf8(id), 0);
  const relies: number[] = [];
  const bytes = Buffer.from(`{"a":${text}}`);
  const [from, to] = [5, bytes.length - 1];
  const at = (name: string): number => (isSure ? bytes.indexOf(`"${name}":`) + name.length + 3 : 0);
  const placed = makeReliedIds(entries, (indexes) => relies.push(...indexes))(
    bytes,
    from,
    to,
    at('id'),
    at('relies'),
  );
  const end = placed.from === 0 ? to : placed.from;
  return { payload: fromUtf8(bytes.subarray(from, end)), behind: fromUtf8(bytes.subarray(end, to)), relies };
}

describe('the ids that an entry relies on', () => {
  it('are looked up and moved behind the rest of the payload, of which nothing else changes', () => {
    const payload = fc.record({
      known: fc.nat(3),
      unknown: fc.nat(3),
      zone: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(payload, ({ known: count, unknown, zone }) => {
        const known = ids(count);
        const relies = [...known, ...ids(unknown)];
        const id = newId('ent');
        const found = read(canonicalJson({ id, relies, zone }), known);
        expect(found.payload).toBe(canonicalJson({ id, relies: [], zone }));
        expect(JSON.parse(`[${found.behind}]`)).toEqual(relies);
        expect(found.relies).toEqual(relies.map((one) => known.indexOf(one)));
      }),
    );
  });

  it.each([
    ['of another form', { relies: ['ent_short'] }],
    ['that are no texts', { relies: [7] }],
    ['that are no list', { relies: 'none' }],
  ])('stay where they are when there are some %s', (_, members) => {
    const text = canonicalJson({ id: newId('ent'), ...members });
    expect(read(text, [])).toMatchObject({ payload: text, behind: '' });
  });

  it('are looked up too where the payload is not surely canonical', () => {
    const [known = '', other] = ids(2);
    const text = JSON.stringify({ relies: [other, known], id: newId('ent') });
    expect(read(text, [known], false)).toEqual({ payload: text, behind: '', relies: [-1, 0] });
  });

  it.each([
    ['a comma at the end', (id: string) => `["${id}",]`],
    ['no end', (id: string) => `["${id}"`],
    ['nothing between', (id: string) => `["${id}""${id}"]`],
  ])('are left to who reads the JSON, with %s', (_, list) => {
    const text = `{"id":"${newId('ent')}","relies":${list(newId('ent'))}}`;
    expect(read(text, []).payload).toBe(text);
  });
});
