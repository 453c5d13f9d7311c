import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/index.js';
import { professional, system } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });

async function ordered() {
  const now = await scene(world);
  await now.give();
  const { id } = await now.ask();
  const [task] = await now.take();
  if (task === undefined) throw new Error('the school has a task');
  return { now, id, task };
}

describe('taking tasks', () => {
  test('leases each to one taker for 60 seconds, then to the next', async () => {
    const { now, task } = await ordered();
    expect(Date.parse(task.leasedUntil) - world.clock.now().getTime()).toBeLessThanOrEqual(60_000);
    expect(await now.take()).toEqual([]);
    world.clock.advance(61);
    const [again] = await now.take(now.school, world.other());
    expect(again?.id).toBe(task.id);
    expect(again?.ticket).toBe(task.ticket);
  });

  test('takes an answer from whoever comes first after a take-over, and only one', async () => {
    const { now, id, task } = await ordered();
    world.clock.advance(61);
    const other = world.other();
    const [again] = await now.take(now.school, other);
    if (again === undefined) throw new Error('the lease lapsed');
    const [first, second] = [await now.sealed(task), await now.sealed(again)];
    const results = await Promise.allSettled([
      now.put(task.id, first),
      now.put(again.id, second, now.school, other),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'task-not-open' },
    });
    const { deliveries } = await now.read(id);
    expect(deliveries).toHaveLength(1);
    expect([first.manifest, second.manifest]).toContain(deliveries[0]?.envelope.manifest);
  });

  test('gives two calls at once different tasks', async () => {
    const now = await scene(world);
    await now.give();
    for (let asked = 0; asked < 6; asked++) await now.ask();
    const taken = await Promise.all([1, 2, 3].map(() => now.take(now.school, world.other(), 2)));
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await now.take();
    expect(new Set([...ids, ...rest.map(({ id }) => id)]).size).toBe(6);
  });

  test('waits until there is one', async () => {
    const now = await scene(world);
    await now.give();
    const waiting = world.call<{ items: unknown[] }>('GET /v1/tasks', system(now.school), { wait: 20 });
    await now.ask();
    expect((await waiting).items).toHaveLength(1);
  });

  test('ends its wait when the caller hangs up, and takes nothing then', async () => {
    const now = await scene(world);
    await now.give();
    const caller = new AbortController();
    const call = { wait: 30, signal: caller.signal };
    const waiting = world.call<{ items: unknown[] }>('GET /v1/tasks', system(now.school), call);
    caller.abort();
    expect((await waiting).items).toEqual([]);
    await now.ask();
    expect(await now.take()).toHaveLength(1);
  });
});

describe('a partner suspended while it waits', () => {
  test('as a source takes no task whose lease lapsed meanwhile', async () => {
    const { now } = await ordered();
    const waiting = world.call('GET /v1/tasks', system(now.school), { wait: 20 });
    const ended = expect(waiting).rejects.toEqual(refused('partner-suspended'));
    await world.suspend(now.school);
    world.clock.advance(61);
    await ended;
  });

  test('as a recipient gets no answer that came meanwhile', async () => {
    const { now, id, task } = await ordered();
    const waiting = now.read(id, now.jgz, 20);
    await world.suspend(now.jgz);
    await now.put(task.id, await now.sealed(task));
    expect((await waiting).deliveries).toEqual([]);
  });
});

describe('an envelope', () => {
  test('is welcome a second time, and changes nothing', async () => {
    const { now, task, id } = await ordered();
    const envelope = await now.sealed(task);
    expect(await now.put(task.id, envelope)).toEqual({ state: 'answered' });
    expect(await now.put(task.id, envelope)).toEqual({ state: 'answered' });
    expect((await now.read(id)).deliveries).toHaveLength(1);
  });

  test('at the same moment twice is taken in once', async () => {
    const { now, task } = await ordered();
    const envelope = await now.sealed(task);
    const before = (await world.events()).filter((event) => event === 'exchange.enveloped').length;
    await Promise.all([now.put(task.id, envelope), now.put(task.id, envelope, now.school, world.other())]);
    const after = (await world.events()).filter((event) => event === 'exchange.enveloped').length;
    expect(after - before).toBe(1);
  });

  test('is rejected whole with everything that is wrong, and that is on record; a right one may follow', async () => {
    const { now, id, task } = await ordered();
    const fields = [
      { name: 'leerjaar', bytes: 7 },
      { name: 'diagnose', bytes: 64 },
    ];
    const error = await now
      .put(task.id, await now.sealed(task, now.school, { fields }))
      .catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'envelope-rejected',
      options: {
        errors: expect.arrayContaining([
          { pointer: '/fields/leeftijdsband', reason: expect.stringContaining('missing') },
          { pointer: '/fields/diagnose', reason: expect.stringContaining('not a field') },
          { pointer: '/fields/leerjaar', reason: expect.stringContaining('bytes') },
        ]),
      },
    });
    expect(await world.events()).toContain('exchange.rejected');
    expect((await now.read(id)).deliveries).toEqual([]);
    expect(await now.put(task.id, await now.sealed(task))).toEqual({ state: 'answered' });
  });

  test('is rejected when another partner’s key signed it, and for another ticket', async () => {
    const { now, task } = await ordered();
    const forged = await now.sealed(task, { ...now.school, key: now.jgz.key });
    await expect(now.put(task.id, forged)).rejects.toEqual(refused('envelope-rejected'));
    const elsewhere = await now.sealed(task, now.school, { ticket: (await ordered()).task.ticket });
    await expect(now.put(task.id, elsewhere)).rejects.toEqual(refused('envelope-rejected'));
  });

  test('of another partner’s task does not exist', async () => {
    const { now, task } = await ordered();
    const envelope = await now.sealed(task);
    await expect(now.put(task.id, envelope, now.jgz)).rejects.toEqual(refused('not-found'));
    await expect(now.put(newId('tsk'), envelope)).rejects.toEqual(refused('not-found'));
  });

  test('is a system’s to put, where nobody releases by hand', async () => {
    const { now, task } = await ordered();
    const call = { params: { task: task.id }, body: await now.sealed(task) };
    const caller = professional(now.school, world.clock.now());
    await expect(world.call('PUT /v1/tasks/{task}/envelope', caller, call)).rejects.toEqual(
      refused('caller-not-allowed'),
    );
  });

  test('after the deadline is rejected as late, before and after the worker came by', async () => {
    const { now, id, task } = await ordered();
    const envelope = await now.sealed(task);
    world.clock.advance(14_401);
    const late = expect.objectContaining({
      code: 'envelope-rejected',
      options: { errors: [{ pointer: '', reason: 'the deadline has passed' }] },
    });
    await expect(now.put(task.id, envelope)).rejects.toEqual(late);
    await world.exchange.expire();
    await expect(now.put(task.id, envelope)).rejects.toEqual(late);
    expect(await now.read(id)).toMatchObject({
      state: 'expired',
      sources: [{ role: 'school', state: 'not-available' }],
    });
  });
});

describe('declining', () => {
  const decline = (now: Scene, task: string, reason = 'no-data') =>
    world.call('POST /v1/tasks/{task}/declines', system(now.school), {
      params: { task },
      body: { reason, causes: [] },
    });

  test('is not told to the requester before the deadline, nor why after it', async () => {
    const { now, id, task } = await ordered();
    const before = await now.read(id);
    expect(await decline(now, task.id)).toEqual({ state: 'declined' });
    expect(await decline(now, task.id)).toEqual({ state: 'declined' });
    expect(await now.read(id)).toEqual({ ...before, decision: expect.anything() });
    world.clock.advance(14_401);
    await world.exchange.expire();
    expect(await now.read(id)).toMatchObject({
      state: 'expired',
      sources: [{ role: 'school', state: 'not-available' }],
    });
    expect(await world.events()).toContain('exchange.declined');
  });

  test('ends the task: no answer may follow', async () => {
    const { now, task } = await ordered();
    await decline(now, task.id, 'secrecy');
    await expect(now.put(task.id, await now.sealed(task))).rejects.toEqual(refused('task-not-open'));
  });

  test('is not possible once answered', async () => {
    const { now, task } = await ordered();
    await now.put(task.id, await now.sealed(task));
    await expect(decline(now, task.id)).rejects.toEqual(refused('task-not-open'));
  });
});
