import { beforeAll, describe, expect, it } from 'vitest';
import type { EntryId, PersonId, Purpose } from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';
import type { Evidence } from '../../src/ledger/index.js';
import { type Catalogue, loadCatalogue } from '../../src/purposes/index.js';
import { mayOpen, receivableBy, type Viewer } from '../../src/receipts/domain/receivable.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue('consent-schemas');
});

const person = `per_${'A'.repeat(22)}` as PersonId;
const viewer: Viewer = { person, until: null };

const entry = (event: string, members: object): Evidence => ({
  id: `ent_${'A'.repeat(22)}` as EntryId,
  kind: event.startsWith('consent') ? 'consent' : 'exchange',
  retention: 'access-log',
  commitment: new Uint8Array(32),
  opening: new Uint8Array(32),
  payload: {
    ...{ purpose: 'vroegsignalering-zorgteam', version: 1, ...members },
    ...{ v: 1, id: `ent_${'A'.repeat(22)}`, event, at: '2026-11-22T09:00:00.000Z', relies: [], parts: [] },
  },
});

const released = entry('exchange.released', { flow: 'school-jgz', fields: ['zorgniveau'] });
const given = (by: string) => entry('consent.given', { person: by });

describe('who can have a receipt', () => {
  it('of a decision is who decided, and nobody else', () => {
    expect(receivableBy(viewer, given(person), catalogue)?.event).toBe('consent.given');
    expect(receivableBy(viewer, given(`per_${'B'.repeat(22)}`), catalogue)).toBeNull();
  });

  it('of a release is whoever may see it: not a guardian whom nobody named, nor one after the sixteenth birthday', () => {
    const as = (until: Viewer['until']) =>
      receivableBy({ person, until }, released, catalogue)?.event ?? null;
    expect(
      [null, '2026-11-23', '2026-11-22', 'nothing'].map((until) => as(until as CivilDate | null)),
    ).toEqual(['exchange.released', 'exchange.released', null, null]);
  });

  it('of the own decisions remains who made them, whatever that person may see now', () => {
    expect(receivableBy({ person, until: 'nothing' }, given(person), catalogue)?.event).toBe('consent.given');
  });

  it('is nobody for a flow that the law keeps from families', () => {
    const hiding = {
      ...catalogue,
      version: (id: string, version: number): Purpose | null => {
        const purpose = catalogue.version(id, version);
        if (purpose === null) return null;
        return { ...purpose, flows: purpose.flows.map((flow) => ({ ...flow, shownToFamily: false })) };
      },
    };
    expect(receivableBy(viewer, released, hiding)).toBeNull();
  });

  it('is nobody for what partners do among themselves, and for a request that was only permitted', () => {
    for (const event of [
      'exchange.permitted',
      'exchange.destroyed',
      'exchange.declined',
      'exchange.received',
    ]) {
      expect(
        receivableBy(viewer, entry(event, { role: 'jgz', fields: ['zorgniveau'] }), catalogue),
      ).toBeNull();
    }
  });
});

describe('an entry of an exchange', () => {
  it('is opened only where the purpose asks no family at all, whatever was decided', () => {
    const opened = catalogue.purposes().filter((purpose) => mayOpen({ evidence: released, purpose }));
    expect(opened.map(({ id }) => id)).toEqual(['acute-veiligheid']);
  });
});
