/** A log with erased children, verified from the database and from an export, whole and tampered with. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLog, verifyDatabase, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { JsonObject, SigningKey } from '../../src/kernel/index.js';
import { openVault } from '../../src/vault/index.js';
import { forge, nth, readEntries, scrub } from '../audit/forge.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { release } from '../receipts/lived-receipts.js';
import { appointOfficer, erase, orderFor } from './officer-desk.js';

let hub: TestHub;
let key: SigningKey;
let request: string;
let origin: string;
let folder: string;
let pools: pg.Pool[];
const wholly = (): Parameters<typeof verifyDatabase>[0] => {
  const [pool, keysPool] = pools as [pg.Pool, pg.Pool];
  const vault = openVault({ keysPool, keys: hub.hubKeys });
  return { pool, vault, origin, verifierKeys: hub.ledger.verifierKeys(), kinds: entryKinds };
};
const parentOf = ({ parents }: Family): Parent => parents[0] as Parent;

beforeAll(async () => {
  folder = await temporaryFolder('erased');
  hub = await startTestHub();
  pools = [
    openPool(hub.fresh.superuserUrl, { connections: 2 }),
    openPool(hub.fresh.keysUrl, { connections: 2 }),
  ];
  origin = new URL(hub.url).host.concat('/kernhub');
  key = await appointOfficer(hub);
  const mistaken = await familyOf(hub, 'vergissing');
  const shared = await familyOf(hub, 'gedeeld');
  await shared.agree();
  await release(await exchanging({ school: hub.school, jgz: hub.jgz, family: shared }));
  await familyOf(hub, 'blijft');
  request = await erase(hub, key, parentOf(mistaken));
  await erase(hub, key, parentOf(shared));
});
afterAll(async () => {
  for (const pool of pools) await pool.end();
  await hub.close();
});

async function exported(): Promise<readonly string[]> {
  const chunks: string[] = [];
  const { finding } = await exportLog({ ...wholly(), write: async (lines) => void chunks.push(lines) });
  expect(finding).toBeNull();
  return chunks.join('').trimEnd().split('\n');
}
async function verify(lines: readonly string[]) {
  const file = join(folder, 'log.ndjson');
  await writeFile(file, `${lines.join('\n')}\n`);
  return verifyExport({ file, kinds: entryKinds, verifierKeys: hub.ledger.verifierKeys() });
}
const tamper = async (...sql: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  for (const one of sql) await client.query(one);
  await client.end();
};

describe('a log with erased children', () => {
  it('holds in the database, tables that mirror it too, and says what was erased at which index', async () => {
    const { finding, checked, erasures } = await verifyDatabase({ ...wholly(), views: true });
    expect(finding).toBeNull();
    expect(erasures).toHaveLength(2);
    const [first, second] = erasures;
    expect(first?.destroyed).toEqual(['identity', 'consent-proof', 'access-log']);
    expect(second?.restricted.map((kept) => kept.class)).toContain('consent-proof');
    expect(checked.erased).toBe(first?.covers.length);
    expect(checked.erased).toBeGreaterThan(4);
  });

  it('holds as an export, by a verifier that has no hub and no key of it', async () => {
    const lines = await exported();
    const { finding, checked, erasures } = await verify(lines);
    expect(finding).toBeNull();
    const at = erasures[0]?.index;
    const marked = lines.filter((line) => line.endsWith(`,"erasedAt":${at}}`));
    expect(marked).toHaveLength(checked.erased);
  });
});

describe('an export is refused', () => {
  it('when one more entry was emptied and laid at the door of an erasure', async () => {
    const lines = [...(await exported())];
    const at = (await verify(lines)).erasures[0]?.index ?? 0;
    const place = lines.findIndex((line) => line.includes('"event":"consent.given"'));
    const head = lines[place] ?? '';
    lines[place] = `${head.slice(0, head.indexOf(',"opening"'))},"erasedAt":${at}}`;
    expect((await verify(lines)).finding).toMatchObject({ rule: 'erasure-complete', index: at });
  });

  it('when a part about one child is withheld, by the erasure of another', async () => {
    const lines = [...(await exported())];
    const place = lines.findLastIndex((line) => line.includes('"event":"subject.enrolled"'));
    lines[place] = (lines[place] ?? '').replace(/"parts":\[.*?\],"payload"/, '"parts":[],"payload"');
    const { finding } = await verify(lines);
    expect(finding).toMatchObject({ rule: 'parts-complete', index: place - 1 });
  });

  it('when a hub that lies from the start erases without the word of an officer, or says another', async () => {
    const lines = await exported();
    // Only what an erasure stands on.
    const said = lines.filter((line) => /"event":"(roster.published|erasure.executed)"/.test(line));
    const entries = scrub(readEntries([lines[0] ?? '', ...said]), () => false).map(({ parts, payload }) => ({
      parts,
      payload: { ...payload, relies: [] },
    }));
    const lie = async (change: JsonObject) => {
      const forged = entries.map((entry) => ({ ...entry, payload: { ...entry.payload } }));
      const executed = nth(forged, 'erasure.executed');
      Object.assign(executed.payload, { covers: [] }, change);
      const second = nth(forged, 'erasure.executed', 1);
      Object.assign(second.payload, { covers: [] });
      return (await verify(forge(origin, { ...hub.hubKeys.ledger }, forged))).finding?.rule;
    };
    expect(await lie({})).toBeUndefined();
    const [header, , signature] = String(nth(entries, 'erasure.executed').payload.statement).split('.');
    const other = Buffer.from(JSON.stringify({ request, destroy: ['identity'] })).toString('base64url');
    expect(await lie({ statement: `${header}.${other}.${signature}` })).toBe('erasure-signed');
    expect(await lie({ destroyed: ['identity', 'operation'] })).toBe('erasure-signed');
    expect(await lie({ request: `rrq_${'A'.repeat(22)}` })).toBe('erasure-signed');
    expect(await lie({ covers: [0] })).toBe('erasure-complete');
  });
});

describe('a database is refused', () => {
  const finding = async (options: object = {}) => (await verifyDatabase({ ...wholly(), ...options })).finding;

  const [unchanged, present, recorded] = [
    'view-row-unchanged',
    'view-row-present',
    'view-row-recorded',
  ] as const;
  it.each([
    ['leads to the child again', 'rights_request', "UPDATE rights_request SET subject = 'sub_x'", unchanged],
    [
      'waits again',
      'rights_request',
      "UPDATE rights_request SET state = 'open', decided_at = NULL",
      unchanged,
    ],
    ['is gone', 'rights_request', 'DELETE FROM rights_request', present],
    [
      'was never made',
      'rights_request',
      `INSERT INTO rights_request SELECT 'rrq_x', kind, subject, person, stands_as, account, state, due_on, 'ent_x',
         requested_at, article, reason, decided_at FROM rights_request LIMIT 1`,
      recorded,
    ],
    ['says another reason to keep', 'erasure', "UPDATE erasure SET restricted = '[]'", unchanged],
    ['says another order', 'erasure', "UPDATE erasure SET statement = 'x'", unchanged],
    [
      'marks an entry that is there',
      'ledger_erased',
      `INSERT INTO ledger_erased SELECT log_id, (SELECT max(seq) FROM ledger_payload), erasure FROM ledger_erased LIMIT 1`,
      unchanged,
    ],
    ['resumes', 'partner', 'UPDATE partner SET suspended = NOT suspended', unchanged],
  ] as const)('when a row %s in %s', async (_, table, sql, rule) => {
    await tamper(`CREATE TABLE kept_${table} AS TABLE ${table}`, sql);
    const found = await finding({ views: true });
    await tamper(
      `DELETE FROM ${table}`,
      `INSERT INTO ${table} TABLE kept_${table}`,
      `DROP TABLE kept_${table}`,
    );
    expect(found).toMatchObject({ rule, reason: expect.stringContaining(table) });
    expect(await finding({ views: true })).toBeNull();
  });

  it('when a payload is gone and no erasure says why', async () => {
    const victim = `(SELECT max(p.seq) FROM ledger_payload p JOIN ledger_entry e USING (log_id, seq) WHERE kind = 'consent')`;
    await tamper(
      'CREATE TABLE kept AS SELECT * FROM ledger_payload',
      `DELETE FROM ledger_payload WHERE seq = ${victim}`,
    );
    expect(await finding()).toMatchObject({ rule: 'payload-present' });
    // Marked as erased by an erasure that does not cover it.
    await tamper(
      `INSERT INTO ledger_erased SELECT log_id, seq, (SELECT erasure FROM ledger_erased LIMIT 1) FROM kept
        WHERE seq NOT IN (SELECT seq FROM ledger_payload)`,
      'DELETE FROM ledger_opening WHERE seq NOT IN (SELECT seq FROM ledger_payload)',
      'DELETE FROM ledger_part WHERE seq NOT IN (SELECT seq FROM ledger_payload)',
    );
    expect(await finding()).toMatchObject({ rule: 'erasure-complete' });
  });

  it('when the table of erasures names a child that no entry erases', async () => {
    await tamper(
      `INSERT INTO erasure SELECT 'x', request, 'sub_anders', owners, destroyed, restricted, rule, statement, 'ent_x',
         erased_at, keys_gone_at FROM erasure LIMIT 1`,
    );
    expect((await finding({ views: true }))?.rule).toMatch(/^(erasure-complete|view-row-recorded)$/);
    expect(await orderFor(hub, key, request).catch(() => 'answered')).toBe('answered');
  });
});
