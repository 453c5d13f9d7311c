import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportVerification, exportLog, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { openVault } from '../../src/vault/index.js';
import { familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { type ForgedEntry, forge, nth, readEntries, scrub } from './forge.js';

let hub: TestHub;
let folder: string;
let entries: readonly ForgedEntry[];
let file: string;

/** At thirteen, incapable by a confirmed word, so that both parents suffice. */
async function live(): Promise<void> {
  const birthDate = `${new Date().getUTCFullYear() - 14}-12-31`;
  const family = await familyOf(hub, 'onbekwaam', birthDate);
  const said = await must(
    family.teacher.send({
      method: 'PUT',
      path: `/v1/subjects/${family.atSchool}/capacity`,
      body: { kind: 'incapable', source: 'care-provider', assertedOn: '2026-01-05' },
    }),
  );
  const { assertion } = said.body;
  const confirmation = { assertion, ground: 'officer', reason: 'Verklaring gezien.' };
  await must(hub.privacyOfficer.post('/v1/authority-confirmations', confirmation));
  await family.agree();
  const { ask } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await must(ask());
}

beforeAll(async () => {
  hub = await startTestHub();
  folder = await temporaryFolder('replay-capacity');
  file = join(folder, 'log.ndjson');
  await live();
  const keysPool = openPool(hub.fresh.keysUrl);
  const log: string[] = [];
  const { finding } = await exportLog({
    pool: hub.fresh.database.pool,
    vault: openVault({ keysPool, keys: hub.hubKeys }),
    origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
    verifierKeys: hub.ledger.verifierKeys(),
    kinds: entryKinds,
    write: async (lines) => {
      log.push(lines);
      await appendFile(file, lines);
    },
  });
  await keysPool.end();
  expect(finding).toBeNull();
  entries = readEntries(log.join('').trimEnd().split('\n'));
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

async function replay(told: readonly ForgedEntry[]): Promise<ExportVerification> {
  const forged = join(folder, 'forged.ndjson');
  const origin = hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '';
  await writeFile(forged, `${forge(origin, hub.hubKeys.ledger, told).join('\n')}\n`);
  return verifyExport({ file: forged, kinds: entryKinds });
}
const copy = (): ForgedEntry[] => structuredClone([...entries]);

describe('the replay of a log in which guardians stand in for a young person', () => {
  it('bears out what the parents alone allowed', async () => {
    const { finding, replayed } = await verifyExport({ file, kinds: entryKinds });
    expect(finding).toBeNull();
    expect(replayed).toMatchObject({ decisions: 2, permitted: 1, unproven: 0 });
  });

  it('names the permission where nobody confirmed it', async () => {
    const told = copy();
    const { finding } = await replay(scrub(told, (entry) => entry === nth(told, 'authority.confirmed')));
    expect(finding?.rule).toBe('required-person-decided');
  });

  it('names a word that works at once though it had to wait', async () => {
    const told = copy();
    nth(told, 'authority.capacity-asserted').payload.inEffect = true;
    expect((await replay(told)).finding?.rule).toBe('authority-effect');
  });
});
