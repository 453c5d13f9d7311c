import { describe, expect, test } from 'vitest';
import type { PartnerId, Role, SubjectRef } from '../../../src/contract/index.js';
import { sourceRolesOf, sourcesOf } from '../../../src/exchange/domain/flows.js';
import { loadCatalogue } from '../../../src/purposes/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const roles = catalogue.roles().map(({ role }) => role);
const acute = catalogue.current('acute-veiligheid');

describe('sources', () => {
  const team = ['school', 'jgz', 'sociale-basis'].map((role) => ({
    partner: `prt_${role}` as PartnerId,
    role: role as Role,
    ref: 'chd' as SubjectRef,
  }));
  test('of a flow between core partners are all others of the core team, and no one else', () => {
    const [flow] = acute?.flows ?? [];
    if (flow === undefined) throw new Error('the purpose has a flow');
    const sources = sourcesOf(flow, team, 'prt_school' as PartnerId, catalogue.plays);
    expect(sources.map(({ role }) => role)).toEqual(['jgz']);
  });
  test('are told by role, from the purpose and not from the team', () => {
    const told = sourceRolesOf(acute?.flows ?? [], 'school' as Role, roles, catalogue.plays);
    expect(told).toEqual([
      'buurtteam',
      'jgz',
      'leerplicht',
      'samenwerkingsverband',
      'specialistische-jeugdhulp',
    ]);
  });
});
