import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Professional, Task } from '../../src/contract/index.js';
import { necessityFor, professional } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const day = 24 * 3600;

/** A child that was enrolled two days ago; nobody consented to anything. */
async function acute() {
  const now = await scene(world);
  world.clock.advance(2 * day);
  return now;
}

const call = (now: Scene, caller?: Professional, change: object = {}) => now.askUrgently(change, caller);

const caller = (now: Scene, change: Partial<Professional> = {}): Professional =>
  professional(now.jgz, world.clock.now(), change);

const release = (_now: Scene, task: Task, body: object, by: Professional) =>
  world.call('PUT /v1/tasks/{task}/envelope', by, { params: { task: task.id }, body });

describe('an emergency', () => {
  test('goes through without consent once a professional at the source releases by hand', async () => {
    const now = await acute();
    const view = await call(now);
    expect(view.sources.map(({ role }) => role)).toContain('school');
    const [task] = await now.take();
    expect(task).toMatchObject({ manual: true, necessity: necessityFor(now.school).slice(0, 1) });
    if (task === undefined) return;
    const envelope = await now.sealed(task, now.school, { ground: 'direct-gevaar' });
    await expect(now.put(task.id, envelope)).rejects.toEqual(refused('professional-required'));
    expect((await now.read(view.id)).deliveries).toEqual([]);
    const by = professional(now.school, world.clock.now());
    const groundless = await now.sealed(task);
    await expect(release(now, task, groundless, by)).rejects.toEqual(refused('envelope-rejected'));
    await release(now, task, envelope, by);
    const { deliveries } = await now.read(view.id);
    expect(deliveries[0]?.envelope.manifest).toBe(envelope.manifest);
  });

  test('comes back to the source while nobody released it', async () => {
    const now = await acute();
    await call(now);
    const [task] = await now.take();
    expect(await now.take()).toEqual([]);
    world.clock.advance(61);
    const [again] = await now.take();
    expect(again?.id).toBe(task?.id);
  });

  test.each([
    ['a login without a second factor', 'step-up-required', { acr: 'password' }],
    [
      'a login of six minutes ago',
      'step-up-required',
      { authenticatedAt: new Date(Date.now() - 6 * 60_000) },
    ],
    ['a function that is not on the list', 'function-not-allowed', { function: 'conciërge' }],
  ])('is refused on %s', async (_, code, change) => {
    const now = await scene(world);
    await expect(call(now, caller(now, change))).rejects.toEqual(refused(code));
  });

  test('is refused without a necessity statement', async () => {
    const now = await acute();
    const bare = now.ask({
      fields: ['contactrol'],
      request: { purpose: 'acute-veiligheid', question: 'nu-veilig' },
    });
    await expect(bare).rejects.toEqual(refused('emergency-not-permitted'));
  });

  test('is refused to one professional beyond the daily limit, at the same moment too', async () => {
    const now = await acute();
    const one = caller(now);
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => call(now, one)));
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(2);
    for (const { reason } of failed) expect(reason).toEqual(refused('emergency-not-permitted'));
    world.clock.advance(day + 1);
    await call(now, { ...one, authenticatedAt: world.clock.now() });
  });
});

describe('a child enrolled less than 24 hours ago', () => {
  const approve = (now: Scene, by: Professional) =>
    world.call('POST /v1/emergency-approvals', by, {
      body: { subject: now.jgzRef, purpose: 'acute-veiligheid' },
    });
  test('needs a second professional of the same partner, once and within 15 minutes', async () => {
    const young = await exchangeWorld();
    const now = await scene(young);
    const at = () => young.clock.now();
    const first = professional(now.jgz, at());
    const asking = (by: Professional) => call(now, by);
    const approving = (by: Professional) =>
      young.call('POST /v1/emergency-approvals', by, {
        body: { subject: now.jgzRef, purpose: 'acute-veiligheid' },
      });
    await expect(asking(first)).rejects.toEqual(refused('emergency-not-permitted'));
    await approving(first);
    await expect(asking(first)).rejects.toEqual(refused('emergency-not-permitted'));
    const second = professional(now.jgz, at());
    expect(await approving(second)).toMatchObject({ proof: { index: expect.any(Number) } });
    await asking(first);
    await expect(asking(first)).rejects.toEqual(refused('emergency-not-permitted'));
    await approving(second);
    young.clock.advance(15 * 60 + 1);
    await expect(asking(professional(now.jgz, at()))).rejects.toEqual(refused('emergency-not-permitted'));
    await young.close();
  });

  test('gets no approval from another partner, nor for a purpose that is no emergency', async () => {
    const now = await scene(world);
    const stranger = professional(now.school, world.clock.now());
    await expect(approve(now, stranger)).rejects.toEqual(refused('not-found'));
    const body = { subject: now.jgzRef, purpose: 'jgz-afstemming' };
    await expect(world.call('POST /v1/emergency-approvals', caller(now), { body })).rejects.toEqual(
      refused('invalid-request'),
    );
  });
});
