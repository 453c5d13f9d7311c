/** Six years of a log: what is older than its term goes, and all that is left still proves itself. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase, verifyExport } from '../../src/audit/index.js';
import type { RetentionOverview } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { AccessStatement } from '../../src/receipts/index.js';
import { openVault } from '../../src/vault/index.js';
import type { Caller } from '../harness/caller.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { passingYears, type Years } from '../harness/years.js';
import { verify as verifyReceipt } from '../receipts/example.js';
import { type LivedReceipts, liveReceipts, receiptsOf, release } from '../receipts/lived-receipts.js';
import { exported, stateFor } from '../receipts/stated.js';
import { answeredRight, carriedOut, retentionSeenBy } from './old-content.js';

const consolePath = '/officer/retention';
const born = '2026-03-04';
/** In days. */
const [fourYears, twoYears] = [4 * 365 + 1, 2 * 365 + 1];
let years: Years;
let hub: TestHub;
let folder: string;
let old: Family;
let early: AccessStatement;
let lived: LivedReceipts;
let later: Family;
let kept: Awaited<ReturnType<typeof receiptsOf>>;
let officer: Caller;

const exchangeOf = async (family: Family): Promise<void> =>
  release(await exchanging({ school: hub.school, jgz: hub.jgz, family }));
const motherOf = ({ parents }: Family): Parent => parents[0] as Parent;
const overview = (): Promise<RetentionOverview> => retentionSeenBy(officer);
const counts = ({ classes }: RetentionOverview) =>
  Object.fromEntries(classes.map((one) => [one.class, [one.entries, one.children]]));
const verified = async () => {
  const keysPool = openPool(hub.fresh.keysUrl, { connections: 2 });
  const pool = openPool(hub.fresh.superuserUrl, { connections: 2 });
  try {
    return await verifyDatabase({
      ...{ pool, vault: openVault({ keysPool, keys: hub.hubKeys }), views: true, replay: {} },
      origin: new URL(hub.url).host.concat('/kernhub'),
      ...{ verifierKeys: hub.ledger.verifierKeys(), kinds: entryKinds },
    });
  } finally {
    await keysPool.end();
    await pool.end();
  }
};
/** The worker has done what is due by now: deadlines, sealed answers that nobody fetched, consents that ended. */
const workDone = async (): Promise<void> => {
  const due = `SELECT 1 FROM exchange_task WHERE judge_at IS NOT NULL
    UNION ALL SELECT 1 FROM exchange WHERE closed_at IS NULL AND state <> 'refused'
    UNION ALL SELECT 1 FROM sealed_envelope`;
  while ((await years.server.database.reader.query(due)).length > 0) {
    await new Promise((done) => setTimeout(done, 100));
  }
};
let nth = 0;
const verifiedExport = async () => {
  nth += 1;
  const lines = await exported(hub, folder, `log-${nth}`);
  const file = join(folder, `verified-${nth}.ndjson`);
  await writeFile(file, `${lines.join('\n')}\n`);
  return verifyExport({ file, kinds: entryKinds, verifierKeys: hub.ledger.verifierKeys() });
};

beforeAll(async () => {
  folder = await temporaryFolder('retention');
  years = await passingYears();
  hub = await startTestHub({ server: years.server });
  old = await familyOf(hub, 'jaar nul', born);
  await old.agree();
  await exchangeOf(old);
  early = (await stateFor(motherOf(old))).file;
  await answeredRight(hub, old);
  lived = await liveReceipts(hub);
  kept = await receiptsOf(lived.mother);
  // When the consents end, recipients are told to stop: that belongs to the exchanges of year nought.
  await years.pass(200);
  await workDone();
  await years.pass(fourYears - 200);
  officer = await hub.officer('privacy', 'hub:oversee');
});
afterAll(async () => {
  await hub?.close();
  years?.end();
});

describe('what is older than its term', () => {
  it('is nothing after four years', async () => {
    expect(counts(await overview())).toEqual({
      ...{ 'consent-proof': [0, 0], 'access-log': [0, 0], operation: [0, 0] },
    });
  });

  it('is counted by class and year after six, and what is younger is not', async () => {
    later = await familyOf(hub, 'jaar vier', born);
    await later.agree();
    await exchangeOf(later);
    await years.pass(twoYears + 2);
    officer = await hub.officer('privacy', 'hub:oversee');
    const seen = await overview();
    const [consents, accesses, operations] = ['consent-proof', 'access-log', 'operation'].map((of) =>
      seen.classes.find((one) => one.class === of),
    );
    expect(consents).toMatchObject({ years: 6, children: 2 });
    expect(accesses).toMatchObject({ years: 5, children: 2 });
    expect(operations).toMatchObject({ years: 5, children: 1, entries: 4 });
    expect(seen.exchanges).toBe(4);
    const perYear = accesses?.perYear.map(({ entries }) => entries) ?? [];
    expect(perYear.reduce((sum, entries) => sum + entries, 0)).toBe(accesses?.entries);
    expect(accesses?.nextOn).not.toBeNull();
    expect(seen.orders).toEqual([]);
  });

  it('shows at the console in numbers, with a button for the privacy officer alone', async () => {
    const [atConsole, fg] = [await hub.officerInBrowser('privacy'), await hub.officerInBrowser('fg')];
    const [page, watched] = [await atConsole.get(consolePath), await fg.get(consolePath)];
    const { digest, exchanges } = await overview();
    expect(page.text).toContain(`name="digest" value="${digest}"`);
    expect(page.text).toContain(`helemaal over hun termijn zijn: ${exchanges}.`);
    expect([watched.status, watched.text.includes('name="digest"')]).toEqual([200, false]);
    const send = (caller: Caller, of: string) =>
      caller.send({
        ...{ method: 'POST', path: consolePath, form: true, key: null, headers: { Origin: hub.url } },
        body: { csrf: caller.csrf(), once: randomUUID(), digest: of },
      });
    const stale = await send(atConsole, 'A'.repeat(43));
    expect([stale.status, stale.text.includes('data-code="state-conflict"')]).toEqual([409, true]);
    expect((await send(fg, digest)).status).toBe(403);
    expect((await overview()).orders).toEqual([]);
  });

  it('goes on the word of a privacy officer alone, as it was shown', async () => {
    const { digest } = await overview();
    const fg = await hub.officer('fg', 'hub:oversee');
    expect((await fg.post('/v1/audit/retention', { digest })).body.code).toBe('caller-not-allowed');
    const other = await officer.post('/v1/audit/retention', { digest: 'A'.repeat(43) });
    expect([other.status, other.body.code]).toEqual([409, 'state-conflict']);
    const answers = await Promise.all([1, 2].map(() => officer.post('/v1/audit/retention', { digest })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const seen = await carriedOut(officer);
    expect(counts(seen)).toEqual({
      ...{ 'consent-proof': [0, 0], 'access-log': [0, 0], operation: [0, 0] },
    });
    expect(seen.orders[0]?.classes.map(({ children }) => children)).toEqual([2, 2, 1]);
    expect(seen.orders).toHaveLength(1);
  });
});

describe('what is left of the log', () => {
  it('holds, tables and rules too, in the database and as an export, which say what went by which rule', async () => {
    const { finding, lapses, checked } = await verified();
    expect(finding).toBeNull();
    expect(lapses).toHaveLength(5);
    expect(checked.erased).toBe(lapses.reduce((sum, { covers }) => sum + covers.length, 0));
    const file = await verifiedExport();
    expect([file.finding, file.lapses, file.replayed.unproven]).toEqual([null, lapses, 0]);
    expect(file.lapses[0]).toMatchObject({ years: expect.any(Number), rule: '1' });
  });

  it('has the receipts and the list that families kept, and tells them what is still there', async () => {
    expect(kept.length).toBeGreaterThan(4);
    for (const { receipt } of kept) expect((await verifyReceipt(receipt)).holds).toBe(true);
    const again = { ...motherOf(old), caller: await hub.citizen('ouder-een') };
    const { file } = await stateFor(again);
    expect(early.accesses.map(({ event }) => event)).toContain('exchange.released');
    expect(new Set(file.accesses.map(({ event }) => event))).toEqual(new Set(['subject.enrolled']));
    expect((await verifiedExport()).finding).toBeNull();
  });

  it('has all of an exchange of year four', async () => {
    const [exchange] = await years.server.database.reader.query<{ id: string }>('SELECT id FROM exchange');
    const opened = await must(officer.post(`/v1/audit/exchanges/${exchange?.id}/_open`, { reason: 'proef' }));
    expect(JSON.stringify(opened.body)).toContain('exchange.received');
    const nurse = await hub.jgz.professional('jeugdverpleegkundige');
    expect((await nurse.get(`/v1/exchanges/${exchange?.id}`)).status).toBe(200);
  });
});
