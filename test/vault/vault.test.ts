import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../src/database/index.js';
import { fromUtf8, utf8 } from '../../src/kernel/index.js';
import {
  type HubKeys,
  newHubKeys,
  openVault,
  SealBroken,
  type Vault,
  VaultKeyShredded,
} from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

describe('the vault', () => {
  let db: FreshDatabase;
  let pool: ReturnType<typeof openPool>;
  let keys: HubKeys;
  let vault: Vault;
  beforeAll(async () => {
    db = await freshDatabase();
    pool = openPool(db.keysUrl);
    keys = await newHubKeys({ development: true });
    vault = openVault({ keysPool: pool, keys });
  });
  afterAll(async () => {
    await pool.end();
    await db.drop();
  });

  const secret = utf8('Testkind Acht');
  const seal = (owner: string) => vault.seal(owner, 'identity', secret, 'name');

  it('opens what it sealed, in another process too', async () => {
    const sealed = await seal('a');
    const other = openVault({ keysPool: pool, keys });
    expect(fromUtf8(await other.open('a', 'identity', sealed, 'name'))).toBe('Testkind Acht');
  });

  it('seals the same value differently each time', async () => {
    expect(Buffer.from(await seal('a')).equals(await seal('a'))).toBe(false);
  });

  it('opens only for the same owner, retention class and context', async () => {
    const sealed = await seal('a');
    await seal('b');
    await vault.seal('a', 'operation', secret, 'name');
    await expect(vault.open('b', 'identity', sealed, 'name')).rejects.toThrow(SealBroken);
    await expect(vault.open('a', 'operation', sealed, 'name')).rejects.toThrow(SealBroken);
    await expect(vault.open('a', 'identity', sealed, 'birth date')).rejects.toThrow(SealBroken);
    await expect(vault.open('nobody', 'identity', sealed, 'name')).rejects.toThrow(SealBroken);
  });

  it('refuses every altered byte and every cut', async () => {
    const sealed = await seal('a');
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = sealed.slice();
      altered.set([(altered[index] ?? 0) ^ 1], index);
      await expect(vault.open('a', 'identity', altered, 'name')).rejects.toThrow(SealBroken);
      await expect(vault.open('a', 'identity', sealed.slice(0, index), 'name')).rejects.toThrow(SealBroken);
    }
  });

  it('gives twenty first uses at once one key', async () => {
    const vaults = Array.from({ length: 20 }, () => openVault({ keysPool: pool, keys }));
    const sealed = await Promise.all(vaults.map((each) => each.seal('crowd', 'identity', secret, 'name')));
    for (const one of sealed) expect(await vault.open('crowd', 'identity', one, 'name')).toEqual(secret);
  });

  it('opens nothing after shredding and makes no new key, while other classes stay', async () => {
    const sealed = await seal('c');
    const proof = await vault.seal('c', 'consent-proof', secret, 'name');
    await vault.shred('c', ['identity', 'access-log']);
    await expect(vault.open('c', 'identity', sealed, 'name')).rejects.toThrow(VaultKeyShredded);
    await expect(seal('c')).rejects.toThrow(VaultKeyShredded);
    await expect(vault.seal('c', 'access-log', secret, 'name')).rejects.toThrow(VaultKeyShredded);
    expect(await vault.open('c', 'consent-proof', proof, 'name')).toEqual(secret);
    await expect(vault.shred('c', ['identity'])).resolves.toBeUndefined();
  });

  it('keeps no key that opens without the key-encryption key', async () => {
    const sealed = await seal('d');
    const stranger = openVault({ keysPool: pool, keys: await newHubKeys({ development: true }) });
    await expect(stranger.open('d', 'identity', sealed, 'name')).rejects.toThrow(SealBroken);
  });

  it('cannot swap, revive or delete a key with the rights of the hub', async () => {
    await seal('e');
    const swap = pool.query(`UPDATE data_key SET wrapped = '\\x00' WHERE owner = 'e'`);
    await expect(swap).rejects.toThrow('only be shredded');
    const revive = pool.query(`UPDATE data_key SET shredded_at = NULL, wrapped = '\\x00' WHERE owner = 'c'`);
    await expect(revive).rejects.toThrow('only be shredded');
    await expect(pool.query('DELETE FROM data_key')).rejects.toThrow('permission denied');
  });

  it('disguises the same as the same, and opens it again only for the same context and key', async () => {
    const disguised = vault.disguise(secret, 'child');
    expect(vault.disguise(secret, 'child')).toEqual(disguised);
    expect(vault.disguise(secret, 'parent')).not.toEqual(disguised);
    expect(vault.undisguise(disguised, 'child')).toEqual(secret);
    const stranger = openVault({ keysPool: pool, keys: await newHubKeys({ development: true }) });
    const altered = disguised.slice();
    altered.set([(altered[0] ?? 0) ^ 1]);
    const tries = [
      () => vault.undisguise(disguised, 'parent'),
      () => vault.undisguise(altered, 'child'),
      () => vault.undisguise(disguised.slice(0, 15), 'child'),
      () => stranger.undisguise(disguised, 'child'),
    ];
    for (const each of tries) expect(each).toThrow(SealBroken);
  });

  it('hashes alike under one label and differently under another', () => {
    expect(vault.mac('account', secret)).toEqual(vault.mac('account', secret));
    expect(vault.mac('account', secret)).not.toEqual(vault.mac('invitation', secret));
    expect(vault.mac('account', secret)).toHaveLength(32);
  });
});
