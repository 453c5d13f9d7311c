import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWitness, readWitnessSettings, WitnessStartRefused } from '../../src/agent/index.js';
import { cosignaturesOf, parseCosignerKey } from '../../src/tlog/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { type InventedLog, inventedLog } from './invented-log.js';

const origin = 'log.test/one';

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

let folder: string;
let log: InventedLog;
let witness: Awaited<ReturnType<typeof openWitness>>;
const others: Awaited<ReturnType<typeof openWitness>>[] = [];
const events: (readonly [string, object | undefined])[] = [];

const start = () =>
  openWitness(
    readWitnessSettings({
      WITNESS_NAME: 'witness.test/w1',
      WITNESS_LOGS: log.vkey,
      WITNESS_KEY_FILE: join(folder, 'key.json'),
      WITNESS_STATE_FOLDER: join(folder, 'state'),
      WITNESS_PORT: '0',
    }),
    { log: (event, facts) => void events.push([event, facts]) },
  );

beforeEach(async () => {
  folder = await temporaryFolder('witness');
  log = await inventedLog(origin);
  events.length = 0;
  witness = await start();
});
afterEach(async () => {
  for (const { door } of [witness, ...others.splice(0)]) await door.close();
  await rm(folder, { recursive: true });
});

async function bring(body: string | Uint8Array, to = witness): Promise<Answer> {
  const response = await fetch(`${to.door.url}/add-checkpoint`, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: await response.text() };
}

const sizeSeen = (size: number): Answer => ({ status: 409, type: 'text/x.tlog.size', body: `${size}\n` });
const evidence = async (): Promise<readonly { seen: string; brought: string; proven: boolean }[]> => {
  const at = join(folder, 'state', 'evidence');
  const texts = await Promise.all((await readdir(at)).sort().map((name) => readFile(join(at, name), 'utf8')));
  return texts.map((text) => JSON.parse(text));
};

describe('a witness', () => {
  it('cosigns the growth of a log, with the present time', async () => {
    const key = parseCosignerKey(witness.witness.vkey);
    const before = Math.floor(Date.now() / 1_000);
    for (const [from, to] of [
      [0, 3],
      [3, 3],
      [3, 40],
    ] as const) {
      const { status, body } = await bring(log.body(from, to));
      expect([status, body.match(/^— witness\.test\/w1 \S+\n$/) !== null]).toEqual([200, true]);
      const [cosignature] = cosignaturesOf(log.checkpoint(to) + body, [key]);
      expect(cosignature?.seconds).toBeGreaterThanOrEqual(before);
      expect(cosignature?.seconds).toBeLessThanOrEqual(Date.now() / 1_000);
    }
  });

  it('says where it is, in the specified form, when asked from elsewhere', async () => {
    expect(await bring(log.body(2, 3))).toEqual(sizeSeen(0));
    await bring(log.body(0, 3));
    expect(await bring(log.body(0, 5))).toEqual(sizeSeen(3));
    expect(await bring(log.body(2, 3))).toEqual(sizeSeen(3));
  });

  it('remembers after a restart, also where it had just answered', async () => {
    await bring(log.body(0, 9));
    const { vkey } = witness.witness;
    await witness.door.close();
    witness = await start();
    expect(witness.witness.vkey).toBe(vkey);
    expect(await bring(log.body(0, 12))).toEqual(sizeSeen(9));
    expect((await bring(log.forkedAt(4).body(9, 12))).status).toBe(422);
    expect((await bring(log.body(9, 12))).status).toBe(200);
  });

  it('refuses a fork and keeps both notes, once', async () => {
    await bring(log.body(0, 9));
    const forked = log.forkedAt(4);
    expect(await bring(forked.body(9, 9))).toEqual(sizeSeen(9));
    expect(await bring(forked.body(0, 9))).toEqual(sizeSeen(9));
    expect((await bring(forked.body(9, 12))).status).toBe(422);
    expect((await bring(forked.body(9, 12))).status).toBe(422);
    const seen = log.checkpoint(9);
    expect(await evidence()).toEqual([
      { origin, proven: true, seen, brought: forked.checkpoint(9) },
      { origin, proven: false, seen, brought: forked.checkpoint(12) },
    ]);
    expect(events.filter(([event]) => event === 'witness.fork')).toHaveLength(4);
    expect(await witness.witness.alarms()).toEqual(['ledger-forked', 'ledger-fork-suspected']);
    expect((await bring(log.body(9, 12))).status).toBe(200);
  });

  it('answers malformed, unknown and unsigned as specified, and cosigns nothing', async () => {
    const [stranger, elsewhere] = [await inventedLog(origin), await inventedLog('log.test/two')];
    expect((await bring('')).status).toBe(400);
    expect((await bring(Uint8Array.of(0xff, 0xfe))).status).toBe(400);
    expect((await bring(log.body(0, 3).replace('old 0', 'old 4'))).status).toBe(400);
    expect((await bring(elsewhere.body(0, 3))).status).toBe(404);
    expect((await bring(stranger.body(0, 3))).status).toBe(403);
    expect((await bring('x'.repeat(1_000_001))).status).toBe(413);
    expect((await fetch(`${witness.door.url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.door.url}/else`, { method: 'POST' })).status).toBe(404);
    expect(events).toEqual([]);
    expect(await bring(log.body(1, 3))).toEqual(sizeSeen(0));
  });

  it('cosigns only one of two branches that are brought at once', async () => {
    const forked = log.forkedAt(4);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        bring((place % 2 === 0 ? log : forked).body(0, 6 + (place % 7))),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });

  it('started twice on one folder still cosigns one branch alone', async () => {
    others.push(await start());
    const forked = log.forkedAt(4);
    let [size, cosigned] = [0, 0];
    for (let round = 0; round < 12; round += 1) {
      const next = size + 5;
      const answers = await Promise.all([
        bring(log.body(size, next)),
        bring((size > 4 ? forked : log).body(size, next), others[0]),
      ]);
      cosigned = answers.filter(({ status }) => status === 200).length;
      // The same checkpoint may be cosigned twice; another never.
      if (size > 4) expect(answers.map(({ status }) => status)[1]).not.toBe(200);
      expect(cosigned).toBeGreaterThan(0);
      size = next;
    }
  });

  it('keeps its key and state to itself, and does not start over what was damaged', async () => {
    await bring(log.body(0, 3));
    const state = join(folder, 'state');
    const [name = ''] = (await readdir(state)).filter((one) => one.startsWith('seen-'));
    for (const file of [join(folder, 'key.json'), join(state, name)]) {
      expect((await stat(file)).mode & 0o077).toBe(0);
    }
    await writeFile(join(state, name), '{"logs":[{"origin":"log.test/one"}]}');
    await expect(start()).rejects.toThrow(WitnessStartRefused);
    expect((await bring(log.body(3, 4))).status).toBe(500);
  });
});
