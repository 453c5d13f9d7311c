import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Accesses } from '../../src/audit/domain/replay/accesses.js';
import { Child } from '../../src/audit/domain/replay/child.js';
import type { EntryId, PersonId, Purpose } from '../../src/contract/index.js';
import { base64url, type CivilDate, sha256 } from '../../src/kernel/index.js';
import { type Evidence, entryHash, kindOf } from '../../src/ledger/index.js';
import { type Catalogue, loadCatalogue } from '../../src/purposes/index.js';
import type { SeesUntil, Sight } from '../../src/receipts/domain/stated/access.js';
import { accessesSeen, hashesOf } from '../../src/receipts/domain/stated/make-access-statement.js';
import { statedOf } from '../../src/receipts/domain/stated/stated-part.js';

/** As the catalogue has it, and once more with nothing that a family may see. */
let catalogue: Catalogue;
beforeAll(async () => {
  const loaded = await loadCatalogue('consent-schemas');
  const version: Catalogue['version'] = (id, number) => {
    const purpose = loaded.version('vroegsignalering-zorgteam', number);
    if (purpose === null || id === purpose.id) return purpose;
    const flows = purpose.flows.map((flow) => ({ ...flow, shownToFamily: false }));
    return id === 'niet-getoond' ? ({ ...purpose, flows } as Purpose) : null;
  };
  catalogue = { ...loaded, version };
});

interface Happened {
  readonly event: string;
  readonly purpose: 'vroegsignalering-zorgteam' | 'niet-getoond' | 'onbekend';
  readonly role: 'jgz' | 'samenwerkingsverband' | 'school';
  readonly fields: readonly string[];
  readonly day: number;
}

const happened: fc.Arbitrary<Happened> = fc.record({
  event: fc.constantFrom(
    ...['subject.enrolled', 'introduction.redeemed', 'subject.introduced', 'exchange.enveloped'],
    ...[
      'exchange.permitted',
      'exchange.refused',
      'exchange.released',
      'exchange.received',
      'exchange.stopped',
    ],
  ),
  purpose: fc.constantFrom('vroegsignalering-zorgteam', 'niet-getoond', 'onbekend'),
  role: fc.constantFrom('jgz', 'samenwerkingsverband', 'school'),
  fields: fc.subarray(['zorgniveau', 'leerjaar', 'geen-veld']),
  day: fc.integer({ min: 1, max: 28 }),
});
const histories = fc.array(happened, { maxLength: 60, size: 'max' });
const untils = fc.constantFrom<SeesUntil>(
  null,
  'nothing',
  '2026-03-10' as CivilDate,
  '2026-03-28' as CivilDate,
);

const id = (number: number): EntryId => `ent_${base64url(sha256(String(number)).subarray(0, 16))}` as EntryId;

/** The entries, oldest first; each keeps its id whatever stands beside it. */
const entriesOf = (history: readonly (Happened & { readonly number: number })[]): readonly Evidence[] =>
  history.map(({ event, day, number, purpose, ...said }) => {
    const partner = `prt_${'A'.repeat(22)}`;
    const at = `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`;
    const flow = { jgz: 'school-jgz', samenwerkingsverband: 'school-samenwerkingsverband', school: 'x' }[
      said.role
    ];
    const payload = { ...said, flow, purpose, version: 1, partner, recipient: partner };
    return {
      id: id(number),
      kind: kindOf(event),
      retention: 'access-log' as const,
      commitment: sha256(`commitment ${number}`),
      opening: new Uint8Array(32),
      payload: { ...payload, v: 1 as const, id: id(number), event, at, relies: [], parts: [] },
    };
  });

const today = '2026-03-20' as CivilDate;
const viewer = { as: 'guardian' as const, person: `per_${'A'.repeat(22)}` as PersonId };
const statedIn = (entries: readonly Evidence[], sight: Sight) =>
  statedOf(viewer, sight.until, hashesOf(accessesSeen(entries.toReversed(), sight, catalogue, today)));
const numbered = (history: readonly Happened[]) => history.map((one, number) => ({ ...one, number }));

describe('what a viewer is told to be all', () => {
  it('is the same in two worlds that differ only in what the viewer may not see', () => {
    let hidden = 0;
    fc.assert(
      fc.property(histories, untils, (history, until) => {
        const sight = { until, family: true };
        const entries = entriesOf(numbered(history));
        const seen = new Set(
          accessesSeen(entries.toReversed(), sight, catalogue, today).map(({ entry }) => entry),
        );
        const without = entries.filter((entry) => seen.has(entry.id));
        hidden += entries.length - without.length;
        expect(statedIn(without, sight)).toEqual(statedIn(entries, sight));
        expect(statedIn(entries, sight).count).toBe(seen.size);
      }),
    );
    expect(hidden).toBeGreaterThan(500);
  });

  it('changes with every access that the viewer may see, left out, put in, repeated or moved', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const sight = { until: null, family: false };
        const entries = entriesOf(numbered(history));
        const accesses = accessesSeen(entries.toReversed(), sight, catalogue, today);
        fc.pre(accesses.length > 1);
        const hashes = hashesOf(accesses);
        const others = [
          hashes.slice(1),
          hashes.slice(0, -1),
          [...hashes, ...hashes.slice(0, 1)],
          hashes.toReversed(),
        ];
        const roots = [hashes, ...others].map((list) => statedOf(viewer, null, list).root);
        expect(new Set(roots).size).toBe(roots.length);
      }),
    );
  });

  it('is what the replay of the log counts from the same entries', () => {
    fc.assert(
      fc.property(histories, untils, fc.boolean(), (history, until, family) => {
        const entries = entriesOf(numbered(history));
        const [log, child, other] = [new Accesses(), new Child(0), new Child(1)];
        for (const [index, entry] of entries.entries()) {
          const { payload, kind, commitment } = entry;
          const { event, at } = payload;
          const recorded = {
            index,
            id: entry.id,
            event,
            at,
            ...{ relies: [], reliedIds: '', isRepeated: false },
            payload,
            parts: new Map(),
            erasedParts: 0,
          };
          log.add(child, recorded, entryHash(kind, commitment));
          log.add(other, recorded, entryHash(kind, commitment));
        }
        const sight = { until, family };
        const own = hashesOf(accessesSeen(entries.toReversed(), sight, catalogue, today));
        expect(log.seen(child, sight, catalogue, today).map(base64url)).toEqual(own.map(base64url));
      }),
    );
  });

  it('is nothing for one who sees nothing, and everything for an officer', () => {
    const history = numbered(
      (['vroegsignalering-zorgteam', 'niet-getoond'] as const).map((purpose) => ({
        event: 'exchange.refused',
        purpose,
        role: 'jgz',
        fields: ['zorgniveau'],
        day: 1,
      })),
    );
    const count = (sight: Sight) => statedIn(entriesOf(history), sight).count;
    expect(count({ until: 'nothing', family: true })).toBe(0);
    expect(count({ until: null, family: true })).toBe(1);
    expect(count({ until: null, family: false })).toBe(2);
  });
});
