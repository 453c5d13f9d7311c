import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../src/database/index.js';
import { utf8 } from '../../src/kernel/index.js';
import {
  type HubKeys,
  newHubKeys,
  openVault,
  readHubKeys,
  retireHubKeys,
  rewrapDataKeys,
  rotateHubKey,
  SealBroken,
  stepTowards,
  VaultKeyShredded,
  writeHubKeys,
} from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { temporaryFolder } from '../harness/folder.js';

describe('the key-encryption key, rotated', () => {
  let db: FreshDatabase;
  let pool: ReturnType<typeof openPool>;
  let ownerPool: ReturnType<typeof openPool>;
  let first: HubKeys;
  let rotated: HubKeys;
  beforeAll(async () => {
    db = await freshDatabase();
    pool = openPool(db.keysUrl);

    ownerPool = openPool(db.keysOwnerUrl);
    first = await newHubKeys({ development: true });
    rotated = await rotateHubKey(first, 'kek');
  });
  afterAll(async () => {
    await pool.end();
    await ownerPool.end();
    await db.drop();
  });

  const vaultOf = (keys: HubKeys) => openVault({ keysPool: pool, keys });
  const opens = (keys: HubKeys, owner: string, sealed: Uint8Array) =>
    vaultOf(keys).open(owner, 'identity', sealed, 'name');

  it('opens what was sealed before, and without its former self nothing, until the keys are wrapped anew', async () => {
    const plain = utf8('Testkind Acht');
    const sealed = await vaultOf(first).seal('a', 'identity', plain, 'name');
    await vaultOf(first).seal('gone', 'identity', plain, 'name');
    await vaultOf(first).shred('gone', ['identity']);
    expect(await opens(rotated, 'a', sealed)).toEqual(plain);
    const alone = retireHubKeys(rotated, 'kek');
    await expect(opens(alone, 'a', sealed)).rejects.toThrow(SealBroken);
    expect(await rewrapDataKeys(ownerPool, rotated)).toEqual({ rewrapped: 1, present: 1 });
    expect(await rewrapDataKeys(ownerPool, rotated)).toEqual({ rewrapped: 0, present: 1 });
    expect(await opens(alone, 'a', sealed)).toEqual(plain);
    await expect(opens(first, 'a', sealed)).rejects.toThrow(SealBroken);
    await expect(opens(alone, 'gone', sealed)).rejects.toThrow(VaultKeyShredded);
  });

  it('is passed in two steps: each file on the way opens what the one before and the one after it seal', async () => {
    const plain = utf8('Testkind Dertien');
    const between = stepTowards(rotated, 'kek');
    expect(between.kek).toEqual(first.kek);
    const files = [first, between, rotated];
    for (const [place, keys] of files.entries()) {
      const sealed = await vaultOf(keys).seal(`step ${place}`, 'identity', plain, 'name');
      for (const other of files.slice(Math.max(0, place - 1), place + 2)) {
        expect(await opens(other, `step ${place}`, sealed)).toEqual(plain);
      }
    }
    expect(() => stepTowards(first, 'kek')).toThrow(RangeError);
  });

  it('lets nobody but the owner of the key store wrap a key anew', async () => {
    await vaultOf(rotated).seal('b', 'identity', utf8('x'), 'name');
    const again = await rotateHubKey(rotated, 'kek');
    await expect(rewrapDataKeys(pool, again)).rejects.toThrow(/can only be shredded/);
  });

  it('stands in the file with its former selves, and of other former keys only the public half', async () => {
    const folder = await temporaryFolder('rotated-keys');
    const file = join(folder, 'hub-keys.json');
    const keys = await rotateHubKey(await rotateHubKey(rotated, 'ticket'), 'ledger');
    await writeHubKeys(file, keys);
    expect(await readHubKeys(file)).toEqual(keys);
    expect(keys.former?.ticket[0]).toMatchObject({ kid: rotated.ticket.kid });
    expect(JSON.stringify(keys.former?.ticket)).not.toContain('"d"');
    await rm(folder, { recursive: true });
  });
});
