import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/index.js';
import { freePorts, ledgerOrigin, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import { caughtMails } from '../harness/canary-mail.js';
import { type Canaries, hatch, liveThrough, plant, sendWrongly } from '../harness/canary-world.js';
import { temporaryFolder } from '../harness/folder.js';
import {
  formsOf,
  type Needle,
  tracesIn,
  tracesInFile,
  tracesInFolder,
  tracesInMemory,
  tracesInTables,
} from '../harness/traces.js';

const linux = process.platform === 'linux';

let folder: string;
let world: RunningWorld;
let server: EmbeddedServer;
let canaries: Canaries;
let exchanges: readonly string[];
/** What the hub must never have seen, at any moment. */
let never: readonly Needle[];
/** What it was sent by mistake and must have forgotten. */
let misplaced: readonly Needle[];
/** What it holds, but sealed. */
let sealed: readonly Needle[];

beforeAll(async () => {
  folder = await temporaryFolder('canaries');
  const { NODE_OPTIONS: before } = process.env;
  process.env.NODE_OPTIONS = `--import=${await heapWriter()}`;
  world = await startWorld({ dataFolder: folder, ports: freePorts }).finally(() => {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  });
  canaries = hatch();
  never = [...formsOf('BSN', canaries.bsn), ...formsOf('value or free text', canaries.never)];
  misplaced = formsOf('sent by mistake', canaries.misplaced);
  sealed = [
    ...formsOf('first name or explanation', canaries.sealed),
    ...formsOf('birth date', canaries.birthDate),
    ...formsOf("parent's name", 'Moeder van Testkind Acht'),
    ...formsOf('address for mail', canaries.address.split('@')[0] ?? ''),
  ];
  await plant(world, canaries);
  exchanges = await liveThrough(world, canaries);
  server = await startEmbeddedServer(join(folder, 'database'));
}, 180_000);
afterAll(async () => {
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Loaded into every process: on SIGUSR2 it collects garbage and writes down what is left. */
async function heapWriter(): Promise<string> {
  const file = join(folder, 'heap-writer.mjs');
  await writeFile(
    file,
    `import { renameSync } from 'node:fs';
     import { writeHeapSnapshot } from 'node:v8';
     process.on('SIGUSR2', () => {
       const file = ${JSON.stringify(join(folder, 'heap-'))} + process.pid;
       renameSync(writeHeapSnapshot(file + '.part'), file);
     });`,
  );
  await chmod(file, 0o644);
  return file;
}

async function heapOf(pid: number): Promise<string> {
  const file = join(folder, `heap-${pid}`);
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const there = () =>
    stat(file).then(
      () => true,
      () => false,
    );
  await expect.poll(there, { timeout: 60_000 }).toBe(true);
  return file;
}

const hubPid = (): number => world.hubPid() ?? 0;
const logs = () => join(folder, 'demo', 'logs');

describe('the search', () => {
  it('finds a text in every form it knows, also across the pieces that it reads', async () => {
    const text = 'Vindbaar-é-123';
    const [utf16, hex] = [Buffer.from(text, 'utf16le'), Buffer.from(text).toString('hex')];
    const around = (pad: string) => Buffer.from(`${pad}${text}~~~`);
    const written = [
      Buffer.from(text),
      utf16,
      Buffer.from(hex),
      Buffer.from(hex.toUpperCase()),
      Buffer.from(utf16.toString('hex')),
      ...['', '-', '--'].map((pad) => Buffer.from(around(pad).toString('base64'))),
      ...['', '-', '--'].map((pad) => Buffer.from(around(pad).toString('base64url'))),
    ];
    const needles = formsOf('a text', text);
    for (const bytes of written) expect(tracesIn('here', bytes, needles)).not.toEqual([]);
    const found = new Set(
      written.flatMap((bytes) => tracesIn('here', bytes, needles).map(({ form }) => form)),
    );
    expect([...found].sort()).toEqual([...new Set(needles.map(({ form }) => form))].sort());
    const file = join(folder, 'control');
    await writeFile(file, Buffer.concat([Buffer.alloc((4 << 20) - 5), Buffer.from(text)]));
    expect(await tracesInFile(file, needles)).toMatchObject([{ form: 'UTF-8' }]);
    await rm(file);
  });

  it('finds the canaries where they belong: in the records of the partners', async () => {
    const records = join(world.around.folders.of('school'), 'records');
    const names = new Set((await tracesInFolder(records, [...never, ...sealed])).map(({ name }) => name));
    expect([...names].sort()).toEqual([
      'BSN',
      'birth date',
      'first name or explanation',
      'value or free text',
    ]);
  });
});

describe('the memory of the hub', () => {
  it.runIf(linux)(
    'never held a value, a free text or a BSN, not even in what it freed',
    {
      timeout: 60_000,
    },
    async () => {
      expect(await tracesInMemory(hubPid(), never)).toEqual([]);
      expect(await tracesInMemory(hubPid(), formsOf('control', ledgerOrigin))).not.toEqual([]);
    },
  );

  it('forgets what was sent to it by mistake', { timeout: 150_000 }, async () => {
    const statuses = await sendWrongly(world, canaries);
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
    // Connections that were used keep their last request for a moment.
    await pause(1_000);
    const heap = await heapOf(hubPid());
    expect(await tracesInFile(heap, formsOf('control', ledgerOrigin))).not.toEqual([]);
    expect(await tracesInFile(heap, [...never, ...misplaced])).toEqual([]);
  });
});

describe('what is written down', () => {
  const all = () => [...never, ...misplaced, ...sealed];

  it('by the database holds none of it: heap, indexes, write-ahead log, key store, its own log', {
    timeout: 240_000,
  }, async () => {
    const client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    await client.query('CHECKPOINT');
    await client.query('SELECT pg_switch_wal()');
    await client.end();
    const control = formsOf('an exchange', exchanges[0] ?? '');
    const places = (await tracesInFolder(server.place, control)).map(({ where }) => where);
    expect(places.some((where) => where.includes('/base/'))).toBe(true);
    expect(places.some((where) => where.includes('/pg_wal/'))).toBe(true);
    expect(await tracesInFolder(server.place, all())).toEqual([]);
  });

  it('as the database shows it holds none of it either, unpacked', { timeout: 60_000 }, async () => {
    for (const name of ['kernhub', 'kernhub_keys']) {
      const url = Object.assign(new URL(server.superuserUrl), { pathname: `/${name}` }).href;
      expect(await tracesInTables(url, all())).toEqual([]);
    }
    const url = Object.assign(new URL(server.superuserUrl), { pathname: '/kernhub' }).href;
    const found = await tracesInTables(url, formsOf('an exchange', exchanges[1] ?? ''));
    expect(found).toContainEqual(expect.objectContaining({ where: 'table exchange' }));
  });

  it('in mails is none of it but where they go', { timeout: 60_000 }, async () => {
    const toMother = async () => (await caughtMails(world)).filter(({ to }) => to === canaries.address);
    // Beside the code: of an emergency, and of what the other parent decided.
    await expect.poll(async () => (await toMother()).length, { timeout: 30_000 }).toBeGreaterThan(1);
    for (const { to: _, ...said } of await caughtMails(world)) {
      expect(tracesIn('a mail', Buffer.from(JSON.stringify(said)), all())).toEqual([]);
    }
  });

  it('in the logs of hub, evaluator, identity provider and agents is none of it', {
    timeout: 60_000,
  }, async () => {
    expect(await readFile(join(logs(), 'hub.log'), 'utf8')).toContain('/v1/exchanges/{exchange}');
    expect(await tracesInFolder(logs(), all())).toEqual([]);
  });
});
