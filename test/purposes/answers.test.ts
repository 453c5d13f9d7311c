import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/contract/index.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { derivedBy } from './region/as-agent.js';
import { openRecords } from './region/region.js';

const catalogue = await loadCatalogue('consent-schemas');
const answers = catalogue.purposes().flatMap((purpose) =>
  purpose.flows.flatMap((flow) => {
    const sources = catalogue.roles().filter(({ role }) => catalogue.plays(flow.source, role));
    return sources.map(({ role }) => ({ name: `${purpose.id}, ${flow.id}, ${role}`, purpose, flow, role }));
  }),
);

let opened: Awaited<ReturnType<typeof openRecords>>;
beforeAll(async () => {
  opened = await openRecords();
});
afterAll(async () => {
  await Promise.all([...opened.records.values()].map(({ mappings }) => mappings.close()));
  await rm(opened.folder, { recursive: true });
});

const recordsOf = (role: Role) => {
  const found = opened.records.get(role);
  if (found === undefined) throw new Error(`nobody keeps records for ${role}`);
  return found;
};

describe('the invented world', () => {
  it.each(answers)('has a valid answer for every field: $name', async ({ purpose, flow, role }) => {
    const derived = await derivedBy({ recordsOf }, role, purpose);
    for (const field of flow.fields) {
      expect(catalogue.check(purpose.id, purpose.version, field)(derived[field] ?? null), field).toEqual([]);
    }
  });
});
