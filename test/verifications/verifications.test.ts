import { spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/demo/supervisor/ports.js';
import { newId } from '../../src/kernel/index.js';
import { createVerifications } from '../../src/verifications/index.js';
import { familyOf } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { runsOf } from './observed.js';

/** The replay of a real hub's log in its own process: on a log that holds, on one that is held up, on one that was changed. */
let hub: TestHub;
let runs: ReturnType<typeof runsOf>;
let metrics: string;
let superuser: pg.Client;
beforeAll(async () => {
  const port = await freePort();
  hub = await startTestHub({ environment: { METRICS_PORT: String(port) } });
  metrics = `http://127.0.0.1:${port}/metrics`;
  runs = runsOf(hub.privacyOfficer);
  const family = await familyOf(hub, 'naspelen');
  await family.agree();
  const { ask, take, put, receive } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const asked = await ask();
  for (const task of await take(1, 5)) await put(task);
  await receive(String(asked.body.id), 5);
  superuser = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser?.end();
  await hub?.close();
});

const figure = async (name: string): Promise<number> => {
  const text = await (await fetch(metrics)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};
const leaves = async (): Promise<number> => {
  const { rows } = await superuser.query<{ size: number }>('SELECT count(*)::int AS size FROM ledger_leaf');
  return rows[0]?.size ?? 0;
};
/** Keeps a run from its first page while something is done: nobody else reads these parts. */
async function whileHeldUp<T>(work: () => Promise<T>): Promise<T> {
  await superuser.query('BEGIN');
  await superuser.query('LOCK TABLE ledger_tile IN ACCESS EXCLUSIVE MODE');
  try {
    return await work();
  } finally {
    await superuser.query('ROLLBACK');
  }
}
const hour = 3_600_000;
const codeOf = ({ status, body }: Awaited<ReturnType<typeof runs.tryBegin>>) => [status, body.code];
/** Of this database alone: beside this test runs another on the same server. */
const locksOfRuns = `pg_locks WHERE locktype = 'advisory' AND classid = 72707372
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const sessionsOfRuns = async (): Promise<number> => {
  const sql = `SELECT count(*)::int AS count FROM ${locksOfRuns}`;
  return (await superuser.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
};
/** Processes that this one, or another, started to replay. */
const replaying = (parent = process.pid): readonly string[] => {
  const { stdout } = spawnSync('ps', ['--ppid', String(parent), '-o', 'pid=,ni=,args='], {
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => line.includes('verification-program.js'));
};

describe('a hub that verifies by itself', { timeout: 180_000 }, () => {
  it('begins a run when it is time, of several hubs one, and never where it shall not', async () => {
    expect(await figure('kernhub_ledger_verified_timestamp_seconds')).toBe(0);
    let now = new Date(Date.now() - 48 * hour);
    const hubs = [24, 24, 0].map((everyHours) =>
      createVerifications({
        ...{ database: hub.fresh.database, ledger: hub.ledger, clock: { now: () => now }, everyHours },
        program: new URL('../../dist/verification-program.js', import.meta.url),
        order: () => ({
          ...{ app: hub.fresh.appUrl, keysApp: hub.fresh.keysUrl, keys: hub.hubKeys, movedClock: true },
          origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
          verifierKeys: hub.ledger.verifierKeys(),
        }),
        onBroken: () => undefined,
        onFailure: (error) => {
          throw error;
        },
      }),
    );
    const begin = () => Promise.all(hubs.map((one) => one.beginWhenDue()));
    for (const later of [0, 24]) {
      now = new Date(now.getTime() + later * hour);
      const begun = await begin();
      expect(begun.filter(Boolean)).toHaveLength(1);
      expect(begun[2]).toBe(false);
      const [newest] = await runs.list();
      expect(newest?.begunBy).toBeNull();
      expect((await runs.until(newest?.id ?? '')).outcome).toBe('held');
      now = new Date(now.getTime() + 1);
      expect(await begin()).toEqual([false, false, false]);
    }
  });
});

describe('a verification of the log', { timeout: 180_000 }, () => {
  it('replays all of it, says what it checked, and stays in the history', async () => {
    const begun = await runs.begin();
    expect(begun).toMatchObject({ outcome: 'running', endedAt: null, finding: null });
    expect(begun.begunBy?.duty).toBe('privacy-officer');
    expect(begun.total).toBe(await leaves());
    const ended = await runs.until(begun.id);
    expect(ended).toMatchObject({ outcome: 'held', finding: null, entries: begun.total });
    expect(ended.checked?.opened).toBe(begun.total);
    expect(ended.root).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect((await runs.list())[0]).toEqual(ended);
    expect(await figure('kernhub_ledger_verification_failed')).toBe(0);
    expect(await figure('kernhub_ledger_verified_timestamp_seconds')).toBeGreaterThan(1e9);
  });

  it('runs once at a time, in a process of low priority that tells nobody its keys, and can be stopped', async () => {
    const [stopped, others, seen] = await whileHeldUp(async () => {
      const { id } = await runs.begin();
      const others = [await runs.tryBegin(), await runs.tryBegin()];
      const seen = replaying();
      expect((await runs.tryStop(id)).status).toBe(202);
      return [await runs.until(id), others, seen] as const;
    });
    expect(others.map(codeOf)).toEqual([
      [409, 'state-conflict'],
      [409, 'state-conflict'],
    ]);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.trim()).toMatch(
      /^\d+ +10 \S+ --max-old-space-size=1024 \S+\/dist\/verification-program\.js$/,
    );
    expect(stopped).toMatchObject({ outcome: 'stopped', checked: null, finding: null });
    expect(codeOf(await runs.tryStop(stopped.id))).toEqual([409, 'state-conflict']);
    expect(replaying()).toEqual([]);
  });

  it('of two that are begun at the same moment begins one', async () => {
    const begun = await Promise.all([runs.tryBegin(), runs.tryBegin()]);
    expect(begun.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    const id = String(begun.find(({ status }) => status === 202)?.body.id);
    expect((await runs.until(id)).outcome).toBe('held');
  });

  it('whose process is killed shows as broken off, and so does one whose hub lost its session', async () => {
    const killed = await whileHeldUp(async () => {
      const { id } = await runs.begin();
      const [pid] = replaying().map((line) => Number.parseInt(line, 10));
      process.kill(pid ?? 0, 'SIGKILL');
      return runs.until(id);
    });
    expect(killed).toMatchObject({ outcome: 'broken-off', checked: null });
    const cut = await whileHeldUp(async () => {
      const { id } = await runs.begin();
      await superuser.query(`SELECT pg_terminate_backend(pid) FROM ${locksOfRuns}`);
      return runs.until(id);
    });
    expect(cut.outcome).toBe('broken-off');
    const told = () => hub.log.filter((line) => line.includes('did not come to a word')).length;
    await expect.poll(told, { timeout: 20_000 }).toBeGreaterThan(1);
    expect((await runs.until((await runs.begin()).id)).outcome).toBe('held');
  });
});

describe('the process that replays', () => {
  it('ends with its hub, also where that is killed', async () => {
    // A database that takes the call and never answers.
    const silent = createServer();
    await new Promise<void>((done) => void silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    const dist = new URL('../../dist/', import.meta.url).href;
    const url = `postgresql://nobody@127.0.0.1:${port}/none`;
    const script = `
      import { startReplay } from '${dist}verifications/usecases/replay-process.js';
      const keys = { kek: new Uint8Array(32), macKey: new Uint8Array(32) };
      const order = { app: '${url}', keysApp: '${url}', keys, origin: 'x', verifierKeys: [], movedClock: false };
      await startReplay(new URL('${dist}verification-program.js'), order).verified;`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const pid = parent.pid ?? 0;
    await expect.poll(() => replaying(pid).length, { timeout: 30_000 }).toBe(1);
    const child = Number.parseInt(replaying(pid)[0] ?? '', 10);
    process.kill(pid, 'SIGKILL');
    const lives = (): boolean =>
      spawnSync('ps', ['-p', String(child), '-o', 'args='], { encoding: 'utf8' }).stdout.includes(
        'verification-program',
      );
    await expect.poll(lives, { timeout: 30_000 }).toBe(false);
    silent.close();
  });
});

describe('a log that does not hold', { timeout: 180_000 }, () => {
  it('on whose entry no rule leads is named with its place, and the alarm goes', async () => {
    const subject = newId('sub');
    await hub.fresh.database.transaction((tx) =>
      hub.ledger.append(tx, {
        event: 'exchange.inspected',
        owner: subject,
        retention: 'access-log',
        payload: {
          ...{ exchange: newId('exc'), subject, officer: newId('acc'), duty: 'fg', taken: false },
        },
        relies: [],
        parts: [],
      } as unknown as Parameters<typeof hub.ledger.append>[1]),
    );
    const size = await leaves();
    const broken = await runs.until((await runs.begin()).id);
    expect(broken).toMatchObject({ outcome: 'broken', finding: { rule: 'subject-known' } });
    expect(broken.finding?.index).toBeGreaterThanOrEqual(size - 1);
    expect(await figure('kernhub_ledger_verification_failed')).toBe(1);
    const [line] = hub.log.filter((one) => one.includes('THE LEDGER DOES NOT HOLD'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', code: 'subject-known' });
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
  });

  it('that a superuser changed is named at the first entry that is wrong', async () => {
    await superuser.query("SET session_replication_role = 'replica'");
    await superuser.query(
      "UPDATE ledger_entry SET commitment = sha256('x') WHERE seq = (SELECT seq FROM ledger_leaf WHERE index = 3)",
    );
    const broken = await runs.until((await runs.begin()).id);
    expect(broken).toMatchObject({ outcome: 'broken', finding: { rule: 'leaf-of-entry', index: 3 } });
    expect(JSON.stringify(broken)).not.toContain('Testkind');
  });

  it('leaves a history that the hub itself cannot rewrite', async () => {
    const { pool } = hub.fresh.database;
    const rewrite =
      "UPDATE ledger_verification SET outcome = 'held', finding = NULL WHERE outcome = 'broken'";
    await expect(pool.query(rewrite)).rejects.toThrow('the run has ended');
    await expect(pool.query('DELETE FROM ledger_verification')).rejects.toThrow('permission denied');
  });
});

describe('a hub that is told to stop', () => {
  it('breaks off its run, and leaves no process and no lock behind', async () => {
    await superuser.query("SET session_replication_role = 'origin'");
    const id = await whileHeldUp(async () => {
      const { id } = await runs.begin();
      await hub.halt();
      return id;
    });
    const sql = 'SELECT outcome FROM ledger_verification WHERE id = $1';
    expect((await superuser.query(sql, [id])).rows).toEqual([{ outcome: 'broken-off' }]);
    expect(await sessionsOfRuns()).toBe(0);
    expect(replaying()).toEqual([]);
  });
});
