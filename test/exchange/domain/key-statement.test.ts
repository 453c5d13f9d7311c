import { describe, expect, test } from 'vitest';
import type { KeyStatement, PartnerId, Purpose } from '../../../src/contract/index.js';
import { judgeKeyStatement } from '../../../src/exchange/domain/key-statement.js';

const requester = 'prt_jgz' as PartnerId;
const purpose = { id: 'jgz-afstemming', version: 2 } as Purpose;
const statement: KeyStatement = {
  iss: requester,
  jti: 'once',
  purpose: purpose.id,
  version: 2,
  fields: ['leerjaar'],
  jwk: { kty: 'OKP', crv: 'X25519', x: 'x'.repeat(43), kid: 'k'.repeat(43) },
  iat: 1_000,
  exp: 2_000,
};
const judge = (change: Partial<KeyStatement>) => () =>
  judgeKeyStatement(
    { ...statement, ...change },
    { requester, purpose, reachable: new Set(['leerjaar']), now: 1_000 },
  );

describe('a key statement', () => {
  test('holds for its requester, purpose and time', () => {
    expect(judge({})).not.toThrow();
    expect(judge({ iat: 1_060 })).not.toThrow();
  });
  test('is refused with everything that is wrong at once', () => {
    expect(judge({ iss: 'prt_other' as PartnerId, purpose: 'other', exp: 1_000 })).toThrow(
      /iss is not the requester; purpose is not the one asked for; exp has passed/,
    );
    expect(judge({ iat: 1_061 })).toThrow(/iat lies ahead/);
    expect(judge({ exp: 1_000 + 24 * 3600 + 1 })).toThrow(/more than 24 hours/);
  });
  test('is refused for a version that is not in force', () => {
    expect(judge({ version: 1 })).toThrow(expect.objectContaining({ code: 'purpose-not-offered' }));
  });
  test('is refused for a field that no flow brings to the requester', () => {
    expect(judge({ fields: ['leerjaar', 'diagnose'] })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });
});
