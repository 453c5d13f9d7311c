import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/index.js';
import { knownRefusal } from '../../src/http/domain/known-refusal.js';
import type { Caller } from '../harness/caller.js';
import { enrolment } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let superuser: pg.Client;
let teacher: Caller;
let parent: Caller;
beforeAll(async () => {
  hub = await startTestHub();
  superuser = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await superuser.connect();
  teacher = await hub.school.professional();
  parent = await hub.citizen('ouder-een');
});
afterAll(async () => {
  await superuser?.end();
  await hub?.close();
});

const enrol = (child: string) => teacher.post('/v1/subjects', enrolment(child, 'enrolled-pupil'));

/** Breaks every connection of the hub's role; while shut, no new one is let in. */
async function databaseIs(state: 'shut' | 'open'): Promise<void> {
  const { pathname } = new URL(hub.fresh.appUrl);
  const name = superuser.escapeIdentifier(pathname.slice(1));
  await superuser.query(`ALTER DATABASE ${name} CONNECTION LIMIT ${state === 'shut' ? 0 : -1}`);
  if (state === 'open') return;
  await superuser.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

describe('while the database is away', () => {
  it('every call is answered 503 with a time to come back; the hub lives, and says that it is not ready', async () => {
    await must(enrol('voor-de-storing'));
    await databaseIs('shut');
    const calls = [enrol('tijdens'), hub.school.system.get('/v1/roster'), parent.get('/v1/me/children')];
    for (const answer of await Promise.all(calls)) {
      expect([answer.status, answer.body.code]).toEqual([503, 'database-unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const page = await parent.get('/children');
    expect([page.status, page.headers.get('content-type'), page.body.code]).toEqual([
      503,
      'text/html; charset=utf-8',
      'database-unavailable',
    ]);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await hub.anyone.get('/help')).status).toBe(200);
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  });

  it('nothing is lost: once it is back the hub serves and the ledger goes on, without a restart', async () => {
    await databaseIs('open');
    await expect.poll(async () => (await fetch(`${hub.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    const before = await hub.entries('subject');
    const { body } = await must(enrol('na-de-storing'));
    expect(body.proof).toMatchObject({ index: expect.any(Number) });
    expect(await hub.entries('subject')).toBe(before + 1);
  });

  it('a read through Prisma is told from a fault of ours as well', async () => {
    const away = openDatabase('postgresql://nobody:nothing@127.0.0.1:1/nowhere');
    const error = await away.prisma.roster.count().catch((cause: unknown) => cause);
    await away.close();
    expect(knownRefusal(error)?.code).toBe('database-unavailable');
  });
});

describe('a row that somebody holds', () => {
  it('is waited for five seconds, and then the answer is 503 and not a fault', async () => {
    await superuser.query('BEGIN');
    await superuser.query('SELECT 1 FROM partner WHERE id = $1 FOR UPDATE', [hub.school.id]);
    const answer = await enrol('wachtend');
    await superuser.query('ROLLBACK');
    expect([answer.status, answer.body.code]).toEqual([503, 'database-unavailable']);
    await must(enrol('wachtend'));
  });
});
