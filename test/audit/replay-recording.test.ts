import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { JsonObject } from '../../src/kernel/index.js';
import { openVault } from '../../src/vault/index.js';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { exchanging } from '../harness/whole-exchange.js';
import { type ExportedLog, exportedLog } from './exported-log.js';
import { type ForgedEntry, nth, scrub } from './forge.js';

let hub: TestHub;
let log: ExportedLog;

beforeAll(async () => {
  hub = await startTestHub();
  const family = await familyOf(hub, 'papier');
  await family.ask();
  for (const parent of family.parents)
    await standFor(family.nurse, family.atJgz, await writeDown(family, parent, 'paper'));
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  expect((await must(exchange.ask())).status).toBe(201);
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  await must(hub.anyone.post('/v1/recordings/_undo', { code: await writeDown(family, first) }));
  log = await exportedLog(hub);
});
afterAll(async () => {
  await log?.close();
  await hub?.close();
});

/** The tables too. */
async function verified() {
  const keysPool = openPool(hub.fresh.keysUrl);
  const verifierKeys = hub.ledger.verifierKeys();
  const { finding } = await verifyDatabase({
    ...{ pool: hub.fresh.database.pool, vault: openVault({ keysPool, keys: hub.hubKeys }), verifierKeys },
    ...{ origin: verifierKeys[0]?.split('+')[0] ?? '', kinds: entryKinds, views: true },
  });
  await keysPool.end();
  return finding;
}

const given = (told: readonly ForgedEntry[]): JsonObject =>
  nth(told, 'consent.given').payload.recorded as JsonObject;
const withRecorded = (told: ForgedEntry[], recorded: JsonObject): ForgedEntry[] => {
  nth(told, 'consent.given').payload.recorded = recorded;
  return told;
};

describe('a decision that somebody else wrote down', () => {
  it('holds in the log and in the tables, with channel, professional and second', async () => {
    expect(await verified()).toBeNull();
    expect((await log.verify()).finding).toBeNull();
    expect(given(log.entries)).toMatchObject({ channel: 'paper', second: { as: 'witness' } });
    const refused = nth(log.entries, 'consent.refused').payload.recorded;
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
    expect((await log.replay(change)).finding).toMatchObject({ rule: 'second-step' });
  });
});
