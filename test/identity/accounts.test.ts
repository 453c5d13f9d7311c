import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../src/database/index.js';
import type { IdentityNeeds } from '../../src/identity/index.js';
import { accountOf } from '../../src/identity/usecases/account-of.js';
import { sweepExpired } from '../../src/identity/usecases/sweep-expired.js';
import { type HubKeys, newHubKeys, openVault, rotateHubKey, stepTowards } from '../../src/vault/index.js';
import { type IdentityWorld, identityWorld } from './world.js';

describe('an account', () => {
  let world: IdentityWorld;
  let keysPool: ReturnType<typeof openPool>;
  let keys: HubKeys;
  let rotated: HubKeys;
  beforeAll(async () => {
    world = await identityWorld();
    keysPool = openPool(world.db.keysUrl);
    keys = await newHubKeys({ development: true });
    rotated = await rotateHubKey(keys, 'mac');
  });
  afterAll(async () => {
    await keysPool.end();
    await world.close();
  });

  const issuer = 'https://issuer.example';
  /** As a hub that has just started with this file. */
  const hub = (file: HubKeys): IdentityNeeds => ({
    ...world.needs,
    vault: openVault({ keysPool, keys: file }),
  });
  const kept = async (ids: readonly string[]) => {
    const sql = 'SELECT id FROM account WHERE id = ANY($1)';
    return (await world.db.database.reader.query<{ id: string }>(sql, [ids])).map(({ id }) => id);
  };

  it('has one id from before the rotation until long after it, whoever asks', async () => {
    const account = await accountOf(hub(keys), issuer, 'one');
    expect(account).toMatch(/^acc_[A-Za-z0-9_-]{22}$/);
    const asked = () =>
      Promise.all([stepTowards(rotated, 'mac'), rotated].map((file) => accountOf(hub(file), issuer, 'one')));
    expect(await asked()).toEqual([account, account]);
    expect(await accountOf(hub(await rotateHubKey(rotated, 'mac')), issuer, 'one')).toBe(account);
  });

  it('is one where hubs of both files see it first at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const files = Array.from({ length: 8 }, (_, each) =>
        each % 2 === 0 ? rotated : stepTowards(rotated, 'mac'),
      );
      const found = await Promise.all(files.map((file) => accountOf(hub(file), issuer, `new ${round}`)));
      expect(new Set(found).size).toBe(1);
    }
  });

  it('that came after a rotation has an id under the new key too, so that the old key alone names nobody', async () => {
    const account = await accountOf(hub(rotated), issuer, 'late');
    expect(await accountOf(hub(keys), issuer, 'late')).not.toBe(account);
  });

  it('is another for another issuer, and for another subject', async () => {
    const found = [
      await accountOf(hub(rotated), issuer, 'two'),
      await accountOf(hub(rotated), 'https://other.example', 'two'),
      await accountOf(hub(rotated), issuer, 'three'),
    ];
    expect(new Set(found).size).toBe(3);
  });

  it('is forgotten five years after it was last seen', async () => {
    const needs = hub(rotated);
    const [gone, stays] = [await accountOf(needs, issuer, 'gone'), await accountOf(needs, issuer, 'stays')];
    world.clock.advance(5 * 366 * 86_400);
    await accountOf(needs, issuer, 'stays');
    world.clock.advance(86_400);
    await sweepExpired(needs);
    expect(await kept([gone, stays])).toEqual([stays]);
  });
});
