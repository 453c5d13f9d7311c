import { describe, expect, it } from 'vitest';
import { accessStatementContext } from '../../src/receipts/domain/stated/access-statement.js';
import type { Receipt } from '../../src/receipts/index.js';
import { changed } from './example.js';
import { checkStatement, kept, statement } from './forged-statement.js';

const names = ['earlier', 'later', 'other-parent', 'officer', 'nothing'];

describe('access-statement.schema.json', () => {
  it.each(names)('takes the list kept as %s', (name) => {
    expect(checkStatement(kept(name))).toEqual([]);
  });

  it('fixes the context, so that no term can come to mean something else', () => {
    expect(statement('later')['@context']).toEqual(accessStatementContext);
    const other = { ...statement('later'), '@context': { ...accessStatementContext, id: 'elders:id' } };
    expect(checkStatement(other)).not.toEqual([]);
  });

  it.each(Object.keys(statement('later')))('refuses a list without %s', (member) => {
    const { [member]: _, ...rest } = statement('later') as unknown as Record<string, unknown>;
    expect(checkStatement(rest)).not.toEqual([]);
  });

  it('refuses a receipt', () => {
    expect(checkStatement(kept('held/decision'))).not.toEqual([]);
  });

  it.each([
    ['another format', 'later', 'format', 'kernhub/access-statement/v2'],
    ['an entry that stays closed', 'later', 'ledger.opened', null],
    ['an entry of another kind', 'later', 'ledger.kind', 'exchange'],
    ['an entry of another event', 'later', 'ledger.opened.payload.event', 'exchange.released'],
    ['an entry without its part', 'later', 'ledger.opened.parts', []],
    ['an event that is no access', 'later', 'accesses.0.event', 'consent.given'],
    ['an enrolment for a purpose', 'later', 'accesses.0.purpose', 'jgz-afstemming'],
    ['a release for no purpose', 'later', 'accesses.8.purpose', null],
    [
      'fields of a release',
      'later',
      'accesses.8',
      (access: object) => ({ ...access, fields: ['zorgniveau'] }),
    ],
    ['a viewer that the hub does not know', 'later', 'viewer.as', 'teacher'],
    ['an officer with a name for the child', 'officer', 'viewer.child', `kid_${'A'.repeat(22)}`],
    ['an officer who sees until a day', 'officer', 'until', '2030-01-01'],
    ['accesses of who sees nothing', 'later', 'until', 'nothing'],
    ['a place that is none', 'later', 'accesses.0.index', -1],
    ['a leaf that is none', 'later', 'accesses.0.leaf', 'niets'],
    ['a day that is none', 'later', 'on', '2026-13-01'],
    ['a private key', 'later', 'issuedBy.key', (key: object) => ({ ...key, d: 'A'.repeat(43) })],
  ])('refuses %s', (_what, name, path, value) => {
    const file = changed(kept(name) as Receipt, path, value);
    expect(checkStatement(file)).not.toEqual([]);
  });
});
