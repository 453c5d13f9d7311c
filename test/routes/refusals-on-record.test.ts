import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../harness/caller.js';
import { type Family, familyOf, flow, purpose } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';

let hub: TestHub;
let family: Family;
let exchange: Exchanging;

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'refusals');
  exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await family.agree();
});
afterAll(() => hub?.close());

const entries = async (): Promise<number> =>
  (await hub.fresh.database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM ledger_entry'))
    .rows[0]?.count ?? 0;

/** Each attempt is refused with this code and leaves exactly one entry. */
async function leavesOneEntry(code: string, attempts: readonly (() => Promise<Answer>)[]): Promise<void> {
  for (const attempt of attempts) {
    const before = await entries();
    expect((await attempt()).body.code).toBe(code);
    expect(await entries(), code).toBe(before + 1);
  }
}

const question = { purpose, version: 1, flows: [flow], explanation: 'Wij denken graag mee.' };
const askFamily = (change: object) =>
  family.teacher.post('/v1/consent-requests', { subject: family.atSchool, ...question, ...change });

describe('what comes too late or is not offered', () => {
  it('is on record of a purpose or version that is not in force', async () => {
    await leavesOneEntry('purpose-not-offered', [
      () => askFamily({ purpose: 'geen-doel' }),
      () => askFamily({ version: 2 }),
    ]);
  });

  it('is on record of a task that is closed', async () => {
    await must(exchange.ask());
    const [task] = await exchange.take(1, 5);
    if (task === undefined) throw new Error('the school has a task');
    await exchange.put(task);
    const declines = `/v1/tasks/${task.id}/declines`;
    const decline = () => hub.school.system.post(declines, { reason: 'no-data', causes: [] });
    await leavesOneEntry('task-not-open', [decline]);
  });
});
