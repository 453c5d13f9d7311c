import { describe, expect, test } from 'vitest';
import { HubError, type KeyStatement, type PartnerId, type Purpose } from '../../../src/contract/index.js';
import { judgeKeyStatement, KeyStatementUsed } from '../../../src/exchange/domain/key-statement.js';

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

function refusal(change: Partial<KeyStatement>) {
  try {
    judge(change)();
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const errors = error.options.errors ?? [];
    return {
      code: error.code,
      pointers: [...new Set(errors.map(({ pointer }) => pointer))],
      reasons: errors.map(({ reason }) => reason),
    };
  }
  throw new Error('was accepted');
}

describe('a key statement', () => {
  test('holds for its requester, purpose and time', () => {
    expect(judge({})).not.toThrow();
    expect(judge({ iat: 1_060 })).not.toThrow();
  });
  test('is refused with everything that is wrong at once, under the code of the gravest', () => {
    const fields = ['leerjaar', 'diagnose', 'medicatie'];
    const change = { iss: 'prt_other' as PartnerId, purpose: 'other', version: 1, fields, exp: 1_000 };
    const unreachable = ['diagnose', 'medicatie'].map(
      (field) => `asks for ${field}, which no flow of the purpose brings to this role`,
    );
    expect(refusal(change)).toEqual({
      code: 'statement-invalid',
      pointers: ['/keyStatement'],
      reasons: [
        'iss is not the requester',
        'purpose is not the one asked for',
        'exp has passed',
        'version is not the one in force',
        ...unreachable,
      ],
    });
    expect(refusal({ version: 1, fields })).toMatchObject({
      code: 'purpose-not-offered',
      reasons: ['version is not the one in force', ...unreachable],
    });
    expect(refusal({ fields })).toMatchObject({ code: 'invalid-request', reasons: unreachable });
  });
  test.each([
    ['a moment ahead', { iat: 1_061 }, 'iat lies ahead'],
    ['a long life', { exp: 1_000 + 24 * 3600 + 1 }, 'exp is more than 24 hours after iat'],
  ])('is refused for %s', (_, change, reason) => {
    expect(refusal(change)).toMatchObject({ code: 'statement-invalid', reasons: [reason] });
  });
  test('that was used before is named in the same place', () => {
    expect(new KeyStatementUsed().options.errors).toEqual([
      { pointer: '/keyStatement', reason: 'was used before' },
    ]);
  });
});
