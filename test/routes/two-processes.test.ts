import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../harness/caller.js';
import { enrolment } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let other: string;
let teacher: Caller;
beforeAll(async () => {
  hub = await startTestHub();
  other = (await hub.second()).listening;
  teacher = await hub.school.professional();
});
afterAll(() => hub?.close());

const child = (name: string) => enrolment(name, 'enrolled-pupil');

describe('two processes of one hub', () => {
  it('are one: a proof that one has seen is a replay at the other', async () => {
    const { sent } = await must(hub.school.system.get('/v1/purposes'));
    const replayed = await hub.anyone.send({ path: '/v1/purposes', at: other, headers: sent });
    expect(replayed.body.code).toBe('dpop-proof-replayed');
  });

  it('remember one Idempotency-Key: the same call at both at once makes one child', async () => {
    const before = await hub.entries('subject');
    for (let round = 0; round < 5; round += 1) {
      const key = `both-at-once-${round}`;
      const calls = [undefined, other, undefined, other].map((at) =>
        teacher.post('/v1/subjects', child(`twee-${round}`), { key, ...(at !== undefined && { at }) }),
      );
      const answers = await Promise.all(calls);
      const made = answers.filter(({ status, text }) => status === 201 && text !== '');
      const rest = answers.filter((answer) => !made.includes(answer));
      expect(made).toHaveLength(1);
      for (const { status, body, headers } of rest) {
        const repeat = headers.get('idempotency-replayed') === 'true';
        expect(repeat ? status : body.code).toBe(repeat ? 201 : 'request-in-progress');
      }
    }
    expect(await hub.entries('subject')).toBe(before + 5);
  });

  it('give out one order of indexes, whichever recorded', async () => {
    const indexes: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const at = round % 2 === 0 ? {} : { at: other };
      const { body } = await must(teacher.post('/v1/subjects', child(`volgorde-${round}`), at));
      indexes.push((body.proof as { index: number }).index);
    }
    expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
    expect(new Set(indexes).size).toBe(6);
  });

  it('suspend a partner everywhere at its next request', async () => {
    const path = `/v1/partners/${hub.jgz.id}`;
    await must(hub.administrator.post(`${path}/suspensions`, { reason: 'proef' }));
    const seen = await hub.jgz.system.send({ path: '/v1/tasks', at: other });
    expect(seen.body.code).toBe('partner-suspended');
    await must(hub.administrator.post(`${path}/resumptions`, { reason: 'proef' }, { at: other }));
    expect((await hub.jgz.system.get('/v1/tasks')).status).toBe(200);
  });

  it('know one session', async () => {
    const parent = await hub.citizen('ouder-een');
    expect((await parent.send({ path: '/v1/me/children', at: other })).status).toBe(200);
    await parent.send({ method: 'POST', path: '/logout', at: other });
    expect((await parent.get('/v1/me/children')).status).toBe(401);
  });
});
