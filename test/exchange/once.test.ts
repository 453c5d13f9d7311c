import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Claim, HubError } from '../../src/contract/index.js';
import { claimOnce } from '../../src/database/index.js';
import { keyStatement, professional, receiptFor, system } from './partner.js';
import { fields, purpose, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

let count = 0;
async function claimed(): Promise<{ readonly claim: Claim; outcome(): Promise<unknown> }> {
  const { pool } = world.db.database;
  const key = `key-${++count}`;
  const first = await claimOnce(pool, 'test', key, 'digest');
  if (!('claim' in first)) throw new Error('the key is new');
  return {
    claim: first.claim,
    outcome: async () => {
      const again = await claimOnce(pool, 'test', key, 'digest');
      return 'outcome' in again ? again.outcome : null;
    },
  };
}

const exchanges = async (): Promise<number> =>
  (await world.db.database.reader.query('SELECT 1 FROM exchange')).length;

describe('an Idempotency-Key', () => {
  test('is settled with the exchange that was made, refused ones too', async () => {
    const now = await scene(world);
    const body = async () => ({
      subject: now.jgzRef,
      purpose,
      question: 'meedenken',
      keyStatement: await keyStatement(now.jgz, world.clock.now(), { purpose, fields }),
    });
    const caller = professional(now.jgz, world.clock.now());
    const refused = await claimed();
    const call = { body: await body(), claim: refused.claim };
    const error = await world.call('POST /v1/exchanges', caller, call).catch((thrown: unknown) => thrown);
    if (!(error instanceof HubError)) throw new Error('refused');
    const location = `/v1/exchanges/${error.options.members?.exchange}`;
    expect(await refused.outcome()).toEqual({ status: 403, location });
    await now.give();
    const permitted = await claimed();
    const made = await world.call<{ id: string }>('POST /v1/exchanges', caller, {
      body: await body(),
      claim: permitted.claim,
    });
    expect(await permitted.outcome()).toEqual({ status: 201, location: `/v1/exchanges/${made.id}` });
  });

  test('that another call took over leaves nothing behind', async () => {
    const now = await scene(world);
    await now.give();
    const before = await exchanges();
    const stale = { scope: 'test', key: 'taken-over', token: 'not-mine' };
    const body = {
      subject: now.jgzRef,
      purpose,
      question: 'meedenken',
      keyStatement: await keyStatement(now.jgz, world.clock.now(), { purpose, fields }),
    };
    const caller = professional(now.jgz, world.clock.now());
    await expect(world.call('POST /v1/exchanges', caller, { body, claim: stale })).rejects.toMatchObject({
      code: 'request-in-progress',
    });
    expect(await exchanges()).toBe(before);
    expect(await now.take()).toEqual([]);
  });

  test('is settled by receipts, declines and approvals', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    const [delivery] = (await now.read(id)).deliveries;
    if (delivery === undefined) throw new Error('delivered');
    const receipt = await receiptFor(now.jgz, id, delivery, world.clock.now());
    const received = await claimed();
    await world.call('POST /v1/exchanges/{exchange}/receipts', system(now.jgz), {
      params: { exchange: id },
      body: { receipt },
      claim: received.claim,
    });
    expect(await received.outcome()).toEqual({ status: 201, location: null });
    await now.ask();
    const [task] = await now.take();
    const declined = await claimed();
    await world.call('POST /v1/tasks/{task}/declines', system(now.school), {
      params: { task: task?.id },
      body: { reason: 'no-data', causes: [] },
      claim: declined.claim,
    });
    expect(await declined.outcome()).toEqual({ status: 201, location: null });
    const approved = await claimed();
    await world.call('POST /v1/emergency-approvals', professional(now.jgz, world.clock.now()), {
      body: { subject: now.jgzRef, purpose: 'acute-veiligheid' },
      claim: approved.claim,
    });
    expect(await approved.outcome()).toEqual({ status: 201, location: null });
  });
});

describe('while the ledger cannot be written', () => {
  test('nothing is shared, asked, taken in or acknowledged, and nothing is left half', async () => {
    const stalled = await exchangeWorld();
    const now = await scene(stalled);
    const { id, task } = await now.answered();
    const envelope = await now.sealed(task);
    await now.ask();
    const [open] = await now.take();
    await stalled.ledger.stop();
    const rows = () => stalled.db.database.reader.query('SELECT id FROM ledger_entry');
    const before = (await rows()).length;
    const unavailable = expect.objectContaining({ code: 'ledger-unavailable' });
    await expect(now.read(id)).rejects.toEqual(unavailable);
    await expect(now.ask()).rejects.toEqual(unavailable);
    if (open !== undefined) await expect(now.put(open.id, envelope)).rejects.toEqual(unavailable);
    expect((await rows()).length).toBe(before);
    await stalled.close();
  });
});

describe('a key statement', () => {
  test('brought many times at once makes one exchange, and the others read why', async () => {
    const now = await scene(world);
    await now.give();
    const before = await exchanges();
    const body = {
      subject: now.jgzRef,
      purpose,
      question: 'meedenken',
      keyStatement: await keyStatement(now.jgz, world.clock.now(), { purpose, fields }),
    };
    const caller = professional(now.jgz, world.clock.now());
    const calls = Array.from({ length: 8 }, () => world.call('POST /v1/exchanges', caller, { body }));
    const answers = await Promise.allSettled(calls);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(7);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'statement-invalid' });
    expect(await exchanges()).toBe(before + 1);
  });
});
