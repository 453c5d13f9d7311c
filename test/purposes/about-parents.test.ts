/** Docs/decisions/0008: from sixteen on the young person decides alone, so nothing about a parent may flow on that yes. */
import { expect, it } from 'vitest';
import { loadCatalogue, needsConsent } from '../../src/purposes/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const aboutParents = /ouder|moeder|vader|voogd|verzorger|gezin/i;

it('no field on which the family decides is about a parent', () => {
  const decided = catalogue.purposes().flatMap(({ id, fields, flows }) => {
    const names = new Set(flows.filter(needsConsent).flatMap((flow) => flow.fields));
    return fields.filter(({ name }) => names.has(name)).map(({ name, label }) => `${id}: ${name} (${label})`);
  });
  expect(decided.length).toBeGreaterThan(20);
  expect(decided.filter((field) => aboutParents.test(field.replace(/^[^:]*/, '')))).toEqual([]);
});
