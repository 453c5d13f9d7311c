import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SubjectId } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { holdOwner } from '../../src/ledger/index.js';
import { type Family, familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';
import { replayed, stateFor, stateForOfficer, subjectIn } from './stated.js';

let hub: TestHub;
let family: Family;
let exchange: Exchanging;
let folder: string;
let subject: SubjectId;
beforeAll(async () => {
  folder = await temporaryFolder('stated-race');
  hub = await startTestHub();
  family = await familyOf(hub, 'wedloop');
  await family.agree();
  exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  subject = subjectIn((await stateFor(mother())).file) as SubjectId;
});
afterAll(async () => {
  await hub?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const mother = () => {
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  return first;
};

/** A transaction that stays open until it is told to go on. */
function opened<T>(work: (tx: Parameters<typeof holdOwner>[0]) => Promise<T>) {
  let goOn = (): void => undefined;
  const until = new Promise<void>((done) => {
    goOn = done;
  });
  let begun = (): void => undefined;
  const ready = new Promise<void>((done) => {
    begun = done;
  });
  const done = hub.fresh.database.transaction(async (tx) => {
    const result = await work(tx);
    begun();
    await until;
    return result;
  });
  return { ready, goOn, done };
}

const someoneWaits = () =>
  vi.waitFor(
    async () => {
      const sql = `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      const { rows } = await hub.fresh.database.pool.query<{ waiting: number }>(sql);
      expect(rows[0]?.waiting).toBe(1);
    },
    { timeout: 30_000 },
  );

const enrolledAgain = () => ({
  event: 'subject.enrolled',
  owner: subject,
  retention: 'identity' as const,
  payload: {
    ...{ subject, partner: hub.school.id, role: 'school', ref: family.atSchool, relation: 'enrolled-pupil' },
    ...{ assertion: newId('ast'), by: newId('acc'), function: null },
  },
  parts: [{ topic: 'birth-date', person: subject, value: '2018-03-04' }],
});

describe('a statement beside what is being recorded about the child', () => {
  it('comes before an access that waits for it, which is not named and stands after it', async () => {
    const looking = opened((tx) => holdOwner(tx, subject));
    await looking.ready;
    const asking = must(exchange.ask());
    await someoneWaits();
    looking.goOn();
    await looking.done;
    await asking;
    const { file } = await stateFor(mother());
    expect(file.accesses.at(-1)?.event).toBe('exchange.permitted');
  });

  it('speaks of all that stands before it, however they are mixed: the replay bears every one out', async () => {
    const asked = Array.from({ length: 12 }, () => must(exchange.ask()));
    const stated = Array.from({ length: 12 }, (_, nth) =>
      nth % 2 === 0 ? stateFor(mother()) : stateForOfficer(hub.privacyOfficer, subject),
    );
    const given = await Promise.all(stated);
    await Promise.all(asked);
    for (const { file } of given) {
      const last = file.accesses.at(-1)?.index ?? -1;
      expect(last).toBeLessThan(file.ledger.inclusion.index);
    }
    const { finding, replayed: done } = await replayed(hub, folder, 'mixed');
    expect(finding).toBeNull();
    expect(done).toMatchObject({ unproven: 0, statements: await hub.entries('access') });
    expect(done.statements).toBeGreaterThan(6);
  });

  // Last: the enrolment stands in the log only, so that nothing after it could rely on the latest.
  it('waits for an access that is on its way, and names it', async () => {
    await must(exchange.ask());
    const recording = opened((tx) => hub.ledger.append(tx, enrolledAgain()));
    await recording.ready;
    const stating = stateFor(mother());
    await someoneWaits();
    recording.goOn();
    const { id } = await recording.done;
    const { index } = await hub.ledger.settled(id);
    const { status, file } = await stating;
    expect(status).toBe(201);
    expect(file.accesses.at(-1)).toMatchObject({ entry: id, index });
    expect(file.ledger.inclusion.index).toBeGreaterThan(index);
  });
});
