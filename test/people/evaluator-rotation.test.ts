import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Professional, SubjectRef } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import {
  layKeyOver,
  newEvaluatorKey,
  openEvaluator,
  type RunningEvaluator,
} from '../../src/evaluator/index.js';
import { publicJwkOf } from '../../src/kernel/index.js';
import { EvaluatorUnavailable } from '../../src/people/domain/errors.js';
import { createPeople, evaluateLaid, pseudonymHashes } from '../../src/people/index.js';
import { enrolSubject } from '../../src/people/usecases/enrol-subject.js';
import type { PeopleNeeds } from '../../src/people/usecases/needs.js';
import { KeyedHashes, rehashRows, rotateHubKey, stepTowards } from '../../src/vault/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { newChild, openPeopleWorld, type PeopleWorld } from './world.js';

describe('children while the key of the evaluator is rotated', () => {
  let world: PeopleWorld;
  let folder: string;
  let evaluator: RunningEvaluator;
  let rotated: PeopleWorld['keys'];
  /** Hubs with the file of before, of the way, and of after. */
  let hubs: Readonly<Record<'before' | 'between' | 'after', PeopleNeeds>>;
  let school: Professional;
  let jgz: Professional;
  const open = (perHour: number) =>
    openEvaluator({
      host: '127.0.0.1',
      port: 0,
      keyFile: join(folder, 'laid.json'),
      hubKeys: [publicJwkOf(world.keys.ticket)],
      perHour,
      totalPerHour: 1_000,
    });
  beforeAll(async () => {
    world = await openPeopleWorld();
    folder = await temporaryFolder('evaluator-rotation');
    await newEvaluatorKey(join(folder, 'prf.json'));
    const laid = await layKeyOver(join(folder, 'prf.json'), join(folder, 'laid.json'));
    evaluator = await open(1_000);
    rotated = await rotateHubKey(world.keys, 'mac', laid);
    const asking = { evaluator: { url: evaluator.url } };
    hubs = {
      before: world.needs,
      between: { ...world.needsOf(stepTowards(rotated, 'mac')), ...asking },
      after: { ...world.needsOf(rotated), ...asking },
    };
    school = await world.partner('school');
    jgz = await world.partner('jgz');
  });
  afterAll(async () => {
    await evaluator.close();
    await world.close();
    await rm(folder, { recursive: true });
  });

  const enrol = async (hub: PeopleNeeds, caller: Professional, child: ReturnType<typeof newChild>) =>
    (await enrolSubject(hub, caller, child, null)).id;
  const subjectOf = (caller: Professional, ref: SubjectRef) =>
    createPeople(world.needs).subjectOf(world.db.database.reader, caller.partner, ref);

  it('are found before, meanwhile and after, without any partner sending another pseudonym', async () => {
    const child = newChild();
    const known = await subjectOf(school, await enrol(hubs.before, school, child));
    const again = async (hub: PeopleNeeds) => subjectOf(jgz, await enrol(hub, jgz, child));
    expect([await again(hubs.between), await again(hubs.after)]).toEqual([known, known]);
    const ownerPool = openPool(world.db.ownerUrl, { connections: 1 });
    const evaluate = evaluateLaid(hubs.after, 'rehash');
    const [{ rehashed, present }, meanwhile] = await Promise.all([
      rehashRows(ownerPool, new KeyedHashes(rotated), pseudonymHashes, evaluate),
      again(hubs.after),
    ]);
    await ownerPool.end();
    expect([rehashed, meanwhile]).toEqual([present, known]);
    expect([await again(hubs.between), await again(hubs.after)]).toEqual([known, known]);
  });

  it('are counted as left where a hub that still writes under the former key made one meanwhile', async () => {
    await enrol(hubs.between, school, newChild());
    const ownerPool = openPool(world.db.ownerUrl, { connections: 1 });
    const evaluate = evaluateLaid(hubs.after, 'rehash');
    const rehash = (meanwhile: () => Promise<unknown>) =>
      rehashRows(ownerPool, new KeyedHashes(rotated), pseudonymHashes, async (key, input) => {
        await meanwhile();
        return evaluate(key, input);
      });
    // Under an id that comes before those that are under way.
    const made = `INSERT INTO subject (id, pseudonym, created_at) VALUES ('sub_', sha256(''), now()) ON CONFLICT DO NOTHING`;
    expect(await rehash(() => world.db.database.reader.query(made))).toMatchObject({ rehashed: 1, left: 1 });
    expect(await rehash(async () => undefined)).toMatchObject({ rehashed: 1, left: 0 });
    await ownerPool.end();
  });

  it('are not enrolled while the evaluator has not the key that the hub goes by', async () => {
    const without = { ...hubs.after, evaluator: { url: world.evaluator.url } };
    const count = 'SELECT count(*) AS count FROM subject';
    const before = await world.db.database.reader.query(count);
    await expect(enrol(without, school, newChild())).rejects.toThrow(EvaluatorUnavailable);
    expect(await world.db.database.reader.query(count)).toEqual(before);
  });

  it('cost the partner that enrols them its evaluations', async () => {
    const limited = await open(1);
    const hub = { ...hubs.after, evaluator: { url: limited.url } };
    await enrol(hub, school, newChild());
    await expect(enrol(hub, school, newChild())).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(enrol(hub, jgz, newChild())).resolves.toMatch(/^chd_/);
    await limited.close();
  });
});
