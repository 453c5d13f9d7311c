import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { abandonOnce, claimOnce, openPool, settleOnce } from '../../src/database/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

describe('an Idempotency-Key', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  const claim = async (key: string, digest = 'a') =>
    claimOnce(db.database.pool, 'partner route', key, digest);

  it('answers a repeat with the outcome of the first call', async () => {
    const first = await claim('one');
    if (!('claim' in first)) throw new Error('the first call was not given the claim');
    await db.database.transaction((tx) => settleOnce(tx, first.claim, { status: 201, location: '/v1/x/1' }));
    expect(await claim('one')).toEqual({ outcome: { status: 201, location: '/v1/x/1' } });
  });

  it('refuses another body under the same key', async () => {
    await claim('two');
    await expect(claim('two', 'b')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('refuses a repeat while the first call runs', async () => {
    await claim('three');
    await expect(claim('three')).rejects.toMatchObject({ code: 'request-in-progress' });
  });

  it('gives one of twenty simultaneous calls the claim', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => claim('four')));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('is free again after the call changed nothing', async () => {
    const first = await claim('five');
    if (!('claim' in first)) throw new Error('the first call was not given the claim');
    await abandonOnce(db.database.pool, first.claim);
    expect(await claim('five', 'b')).toHaveProperty('claim');
  });

  it('rolls the work back when the claim was taken over', async () => {
    const stale = { scope: 'partner route', key: 'six', token: 'not-the-one' };
    await claim('six');
    const work = db.database.transaction((tx) => settleOnce(tx, stale, { status: 201, location: null }));
    await expect(work).rejects.toMatchObject({ code: 'request-in-progress' });
  });

  it('is claimed without a wait for the disk, and every later commit of the connection waits again', async () => {
    const pool = openPool(db.appUrl, { connections: 1 });
    await claimOnce(pool, 'partner route', 'seven', 'a');
    const { rows } = await pool.query('SHOW synchronous_commit');
    await pool.end();
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });
});
