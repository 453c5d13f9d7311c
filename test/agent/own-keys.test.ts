import { describe, expect, it } from 'vitest';
import { judgeRoster, keyInUse, ownKeyAlarms } from '../../src/agent/domain/roster.js';
import { holdKeys } from '../../src/agent/usecases/hold-keys.js';
import { type PartnerId, type Roster, signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, parseCivilDate, publicJwkOf } from '../../src/kernel/index.js';

const self = 'prt_0000000000000000000001' as PartnerId;
const [next, old, stranger, sealing, formerSealing, dpop] = await Promise.all([
  generatePrivateJwk('Ed25519'),
  generatePrivateJwk('Ed25519'),
  generatePrivateJwk('Ed25519'),
  generatePrivateJwk('X25519'),
  generatePrivateJwk('X25519'),
  generatePrivateJwk('P-256'),
]);

function rosterWith(signing: readonly object[]): Roster {
  return {
    covenant: 'Proefregio',
    version: 1,
    iat: 1,
    validFrom: '2026-01-01',
    hub: {
      origin: 'http://localhost:9',
      ticketKeys: [publicJwkOf(stranger)],
      ledgerKeys: ['log+00000000+AAAA'],
    },
    prf: { suite: 'ristretto255-SHA512', publicKey: 'A'.repeat(43) },
    partners: [
      { id: self, name: 'School', role: 'school', bsn: null, signing, sealing: [publicJwkOf(sealing)] },
    ],
  } as unknown as Roster;
}
const selfIn = (roster: Roster) => {
  const [entry] = roster.partners;
  if (entry === undefined) throw new Error('the roster lists nobody');
  return entry;
};

describe('an agent between two of its keys', () => {
  it.each([
    ['the old one while the roster lists only that', [old], old],
    ['the new one once the roster lists both', [old, next], next],
    ['the new one when the roster lists only that', [next], next],
    ['the new one before there is a roster', [], next],
  ])('signs with %s', async (_when, listed, expected) => {
    const keys = await holdKeys({
      signing: next,
      sealing,
      dpop,
      former: { signing: [old], sealing: [formerSealing] },
    });
    const roster = rosterWith(listed.map(publicJwkOf));
    keys.follow({ ready: () => listed.length > 0, self: () => selfIn(roster) });
    expect([keys.signingNow().kid, keys.signer().kid]).toEqual([expected.kid, expected.kid]);
    expect(keyInUse([next, old], selfIn(roster).signing).kid).toBe(expected.kid);
  });

  it('alarms of a key that is neither, and of neither listed, but not of its own former one', () => {
    const own = { signing: [next, old], sealing: [sealing] };
    const alarms = (...listed: (typeof old)[]) =>
      ownKeyAlarms(rosterWith(listed.map(publicJwkOf)), self, own);
    expect(alarms(old, next)).toEqual([]);
    expect(alarms(old, stranger)).toEqual(['other-signing-key-listed']);
    expect(alarms(stranger)).toEqual(['own-signing-key-not-listed', 'other-signing-key-listed']);
  });
});

describe('an agent between two covenant keys', () => {
  const judge = async (signer: typeof old, version: number, covenantKeys: readonly (typeof old)[]) =>
    judgeRoster({
      statement: await signStatement(await importSigningKey(signer), 'kernhub-roster+jwt', {
        ...rosterWith([publicJwkOf(next)]),
        version,
      }),
      covenantKeys: covenantKeys.map(publicJwkOf),
      hubOrigin: 'http://localhost:9',
      seen: { version: 3, digest: 'x', statement: 'x' },
      today: parseCivilDate('2026-11-22'),
    });

  it('accepts what either signed, but never an older version, whoever signed', async () => {
    expect((await judge(old, 4, [next, old])).accepted).toBe(true);
    expect((await judge(next, 4, [next, old])).accepted).toBe(true);
    expect(await judge(next, 2, [next, old])).toMatchObject({ cause: 'roster-older-than-seen' });
    expect(await judge(old, 4, [next])).toMatchObject({ cause: 'roster-signature' });
  });
});
