import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../src/kernel/index.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

/** The account of a professional that a breach is about, at the hub's own door. */
let hub: TestHub;
let family: Family;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'gelekt');
  await family.ask();
});
afterAll(() => hub?.close());

describe('an account that is suspended', () => {
  it('is refused whatever it asks, while its partner and its colleagues go on, until it is resumed', async () => {
    const { rows } = await hub.fresh.database.pool.query<{ account: string }>(
      'SELECT account FROM consent_request LIMIT 1',
    );
    const today = civilDateOf(new Date());
    const about = { professional: rows[0]?.account };
    const opened = await must(
      hub.privacyOfficer.post('/v1/audit/breaches', {
        ...{ about, nature: 'credential-lost', from: today, to: today },
        ...{ awareAt: new Date(Date.now() - 1_000).toISOString(), reason: 'telefoon gestolen' },
      }),
    );
    const path = `/v1/audit/breaches/${opened.body.breach}`;
    const look = () => family.teacher.post('/v1/subjects/_search', {});
    const before = (await look()).status;
    expect(before).not.toBe(403);
    await must(hub.privacyOfficer.post(`${path}/suspensions`, { reason: 'gestolen' }));
    expect(await look()).toMatchObject({ status: 403, body: { code: 'account-suspended' } });
    expect((await hub.school.system.get('/v1/tasks')).status).toBe(200);
    expect((await family.nurse.post('/v1/subjects/_search', {})).status).not.toBe(403);
    await must(hub.privacyOfficer.post(`${path}/resumptions`, { reason: 'nieuw toestel' }));
    expect((await look()).status).toBe(before);
  });
});
