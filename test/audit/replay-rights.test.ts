/** What a hub could write of a request that partners were to answer, that was not so. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportVerification, verifyDatabase, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { openVault } from '../../src/vault/index.js';
import { familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exported } from '../receipts/stated.js';
import { answer, assigned, inDays } from '../rights/asked-partner.js';
import { appointOfficer, erase } from '../rights/officer-desk.js';
import { type ForgedEntry, forge, moveBefore, nth, readEntries, scrub } from './forge.js';
import { changed } from './lies.js';

let hub: TestHub;
let folder: string;
let entries: ForgedEntry[];
beforeAll(async () => {
  folder = await temporaryFolder('rights-log');
  hub = await startTestHub();
  const family = await familyOf(hub, 'toegewezen');
  const [mother, father] = family.parents;
  if (mother === undefined || father === undefined) throw new Error('a family has two parents');
  for (const { caller, child } of [mother, father]) {
    const path = `/v1/me/children/${child}/rights-requests`;
    const request = String((await must(caller.post(path, { right: 'access' }))).body.id);
    await must(
      answer(hub.school, await assigned(hub, request, [hub.school], { instruction: 'Graag snel.' })),
    );
    await assigned(hub, request, [hub.jgz]);
    const reason = 'De school gaf u alles.';
    await must(hub.privacyOfficer.post(`/v1/rights-requests/${request}/grants`, { reason }));
  }
  entries = readEntries(await exported(hub, folder));
  await erase(hub, await appointOfficer(hub), mother);
});
afterAll(async () => {
  await hub?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const origin = (): string => hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '';
const replay = async (told: readonly ForgedEntry[]): Promise<ExportVerification> => {
  const file = join(folder, 'forged.ndjson');
  await writeFile(file, `${forge(origin(), hub.hubKeys.ledger, told).join('\n')}\n`);
  return verifyExport({ file, kinds: entryKinds });
};

const [passedOn, answered] = ['rights.assigned', 'rights.partner-answered'] as const;
const nobody = `prt_${'A'.repeat(22)}`;
type Lie = readonly [what: string, event: string, tell: (all: ForgedEntry[]) => ForgedEntry[]];
const lies: readonly Lie[] = [
  [
    'to a partner that does not know the child',
    passedOn,
    changed(passedOn, ({ payload }) => (payload.partner = nobody)),
  ],
  [
    'for later than the request itself is due',
    passedOn,
    changed(passedOn, ({ payload }) => (payload.dueOn = inDays(200))),
  ],
  ['for another right', passedOn, changed(passedOn, ({ payload }) => (payload.right = 'erasure'))],
  ['on no request', passedOn, changed(passedOn, ({ payload }) => (payload.relies = []))],
  [
    'of a request that nobody made',
    passedOn,
    (all) => scrub(all, (entry) => entry === nth(all, 'rights.requested')),
  ],
  [
    'after the request was answered',
    passedOn,
    (all) => moveBefore(all, nth(all, 'rights.granted'), nth(all, passedOn)),
  ],
  [
    'to a partner that has not answered yet',
    passedOn,
    (all) => {
      const [first, second] = [nth(all, passedOn), nth(all, passedOn, 1)];
      second.payload.partner = first.payload.partner ?? '';
      return scrub(all, (entry) => entry === nth(all, answered));
    },
  ],
  [
    'and answered by another partner',
    answered,
    (all) => {
      const { partner } = nth(all, passedOn, 1).payload;
      return changed(answered, ({ payload }) => (payload.partner = partner ?? ''))(all);
    },
  ],
  ['and never, but answered', answered, (all) => scrub(all, (entry) => entry === nth(all, passedOn))],
  [
    'and answered twice',
    answered,
    (all) => {
      const first = nth(all, answered);
      const again = structuredClone(first);
      again.payload.id = `ent_${'A'.repeat(22)}`;
      return all.toSpliced(all.indexOf(first) + 1, 0, again);
    },
  ],
  [
    'and answered after the request was',
    answered,
    (all) => moveBefore(all, nth(all, 'rights.granted'), nth(all, answered)),
  ],
  [
    'and refused on no article',
    answered,
    changed(answered, ({ payload }) => {
      payload.outcome = 'refused';
      delete payload.manner;
    }),
  ],
];

describe('the replay of requests that were passed on', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect((await replay(structuredClone(entries))).finding).toBeNull();
  });

  it.each(lies)('names one that was passed on %s', async (_, event, tell) => {
    const told = tell(structuredClone(entries));
    const { finding } = await replay(told);
    expect(finding).toMatchObject({ rule: 'rights-assigned' });
    expect(told[finding?.index ?? -1]?.payload).toMatchObject({ event, id: finding?.entry });
  });

  it('holds for the tables too, also once the child is erased', async () => {
    const keysPool = openPool(hub.fresh.keysUrl);
    const vault = openVault({ keysPool, keys: hub.hubKeys });
    const common = { pool: hub.fresh.database.pool, vault, origin: origin(), kinds: entryKinds, views: true };
    const { finding } = await verifyDatabase({ ...common, verifierKeys: hub.ledger.verifierKeys() });
    await keysPool.end();
    expect(finding).toBeNull();
  });
});
