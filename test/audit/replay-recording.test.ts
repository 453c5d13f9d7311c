/** What was written down with a person counts in the replay only with its second step. */
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLog, verifyDatabase, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { JsonObject } from '../../src/kernel/index.js';
import { openVault } from '../../src/vault/index.js';
import { familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { exchanging } from '../harness/whole-exchange.js';
import { type ForgedEntry, forge, nth, readEntries, scrub } from './forge.js';

let hub: TestHub;
let folder: string;
let keysPool: ReturnType<typeof openPool>;
let entries: readonly ForgedEntry[];
const common = () => ({
  pool: hub.fresh.database.pool,
  vault: openVault({ keysPool, keys: hub.hubKeys }),
  origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
  verifierKeys: hub.ledger.verifierKeys(),
  kinds: entryKinds,
});

beforeAll(async () => {
  hub = await startTestHub();
  folder = await temporaryFolder('replay-recording');
  keysPool = openPool(hub.fresh.keysUrl);
  const family = await familyOf(hub, 'papier');
  await family.ask();
  for (const parent of family.parents)
    await standFor(family.nurse, family.atJgz, await writeDown(family, parent, 'paper'));
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  expect((await must(exchange.ask())).status).toBe(201);
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  await must(hub.anyone.post('/v1/recordings/_undo', { code: await writeDown(family, first) }));
  const log: string[] = [];
  const { finding } = await exportLog({
    ...common(),
    write: async (lines) => {
      log.push(lines);
      await appendFile(join(folder, 'log.ndjson'), lines);
    },
  });
  expect(finding).toBeNull();
  entries = readEntries(log.join('').trimEnd().split('\n'));
});
afterAll(async () => {
  await keysPool?.end();
  await hub?.close();
  await rm(folder, { recursive: true });
});

async function replay(change: (told: ForgedEntry[]) => readonly ForgedEntry[]) {
  const file = join(folder, 'forged.ndjson');
  const told = change(structuredClone([...entries]));
  await writeFile(file, `${forge(common().origin, hub.hubKeys.ledger, told).join('\n')}\n`);
  return verifyExport({ file, kinds: entryKinds });
}

const given = (told: readonly ForgedEntry[]): JsonObject =>
  nth(told, 'consent.given').payload.recorded as JsonObject;
const withRecorded = (told: ForgedEntry[], recorded: JsonObject): ForgedEntry[] => {
  nth(told, 'consent.given').payload.recorded = recorded;
  return told;
};

describe('a decision that somebody else wrote down', () => {
  it('holds in the log and in the tables, with channel, professional and second', async () => {
    expect((await verifyDatabase({ ...common(), views: true })).finding).toBeNull();
    expect((await replay((told) => told)).finding).toBeNull();
    expect(given(entries)).toMatchObject({ channel: 'paper', second: { as: 'witness' } });
    const refused = nth(entries, 'consent.refused').payload.recorded;
    expect(refused).toMatchObject({ second: { as: 'code' } });
  });

  it.each<[string, (told: ForgedEntry[]) => readonly ForgedEntry[]]>([
    ['without a second', (told) => withRecorded(told, { ...given(told), second: null })],
    ['ended by the code alone', (told) => withRecorded(told, { ...given(told), second: { as: 'code' } })],
    [
      'with itself as its second',
      (told) => {
        const { partner = '', by = '', function: duty = '' } = given(told);
        return withRecorded(told, { ...given(told), second: { as: 'witness', partner, by, function: duty } });
      },
    ],
    [
      'confirmed by another account',
      (told) =>
        withRecorded(told, { ...given(told), second: { as: 'person', account: `acc_${'A'.repeat(22)}` } }),
    ],
    ['of what nobody wrote down', (told) => scrub(told, (entry) => entry === nth(told, 'consent.recorded'))],
  ])('is refused %s', async (_, change) => {
    expect((await replay(change)).finding).toMatchObject({ rule: 'second-step' });
  });
});
