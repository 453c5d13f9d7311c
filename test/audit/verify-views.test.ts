import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/audit/index.js';
import { type LivedLog, livedLog } from './lived-log.js';

const tables = [
  'consent_request',
  'consent_decision',
  'consent_withdrawal',
  'subject',
  'enrolment',
  'birth_date_assertion',
  'person',
  'recognition',
  'invitation',
  'authority_assertion',
  'partner',
  'partner_key',
  'partner_agreement',
  'publication',
  'exchange',
  'exchange_task',
];

type Tampering = readonly [what: string, rule: Rule, table: string, sql: string];

const unchanged = 'view-row-unchanged';
const present = 'view-row-present';
const recorded = 'view-row-recorded';

/** A row as it is, but for some columns. */
const copied = (table: string, change: object): string =>
  `INSERT INTO ${table} SELECT (jsonb_populate_record(r, '${JSON.stringify(change)}')).* FROM ${table} AS r LIMIT 1`;

const forgedEntry = `ent_${'A'.repeat(22)}`;

const tamperings: readonly Tampering[] = [
  ['a choice', unchanged, 'consent_decision', "UPDATE consent_decision SET choice = 'refused'"],
  ['a chosen field', unchanged, 'consent_decision', `UPDATE consent_decision SET flows = '[]'`],
  ['the notice shown', unchanged, 'consent_decision', "UPDATE consent_decision SET notice_hash = 'x'"],
  [
    'the day of a decision',
    unchanged,
    'consent_decision',
    'UPDATE consent_decision SET decided_on = decided_on - 1',
  ],
  ['a deleted decision', present, 'consent_decision', 'DELETE FROM consent_decision'],
  [
    'an inserted decision',
    recorded,
    'consent_decision',
    copied('consent_decision', { id: 'dec_forged', seq: -1, entry: forgedEntry }),
  ],
  [
    'a second decision of one entry',
    recorded,
    'consent_decision',
    copied('consent_decision', { id: 'dec_forged', seq: -1 }),
  ],
  ['a deleted withdrawal', present, 'consent_withdrawal', 'DELETE FROM consent_withdrawal'],
  [
    'the time of a withdrawal',
    unchanged,
    'consent_withdrawal',
    "UPDATE consent_withdrawal SET withdrawn_at = withdrawn_at + interval '1 hour'",
  ],
  [
    'a flow that was not asked',
    unchanged,
    'consent_request',
    "UPDATE consent_request SET flows = flows || 'school-buurtteam'::text",
  ],
  ['the role of an enrolled partner', unchanged, 'enrolment', "UPDATE enrolment SET role = 'buurtteam'"],
  [
    'an enrolment',
    recorded,
    'enrolment',
    copied('enrolment', { ref: 'chd_forged', partner: 'prt_forged', entry: forgedEntry }),
  ],
  ['a deleted child', present, 'subject', 'DELETE FROM subject'],
  [
    'whose birth date it was',
    unchanged,
    'birth_date_assertion',
    "UPDATE birth_date_assertion SET partner = 'prt_forged'",
  ],
  ['a kind of authority', unchanged, 'authority_assertion', "UPDATE authority_assertion SET kind = 'single'"],
  [
    'a deleted doubt',
    present,
    'authority_assertion',
    "DELETE FROM authority_assertion WHERE kind = 'under-investigation'",
  ],
  [
    'the account of a parent',
    unchanged,
    'person',
    "UPDATE person SET account = 'acc_forged' WHERE id = (SELECT min(id) FROM person)",
  ],
  [
    'who a person turned out to be',
    unchanged,
    'person',
    "UPDATE person SET same_as = 'per_forged', child_ref = NULL WHERE id = (SELECT min(id) FROM person)",
  ],
  [
    'a person whom nobody invited',
    recorded,
    'person',
    copied('person', { id: 'per_forged', ref: 'prf_forged', child_ref: null, account: null }),
  ],
  ['a deleted recognition', present, 'recognition', 'DELETE FROM recognition'],
  ['a resumed partner', unchanged, 'partner', 'UPDATE partner SET suspended = NOT suspended'],
  [
    'an agreement that nobody signed',
    unchanged,
    'partner',
    "UPDATE partner SET agreement_version = '2026-1' WHERE agreement_version IS NULL",
  ],
  ['an inserted partner', recorded, 'partner', copied('partner', { id: 'prt_forged', client_id: 'forged' })],
  ['an inserted key', recorded, 'partner_key', copied('partner_key', { kid: 'forged' })],
  ['a key that counts again', unchanged, 'partner_key', 'UPDATE partner_key SET retired_at = now()'],
  ['a signed statement', unchanged, 'partner_agreement', "UPDATE partner_agreement SET statement = 'x'"],
  [
    'the digest of a purpose',
    unchanged,
    'publication',
    "UPDATE publication SET digest = 'x' WHERE kind = 'purpose'",
  ],
  [
    'an inserted notice',
    recorded,
    'publication',
    `INSERT INTO publication (entry, kind, name, version, digest, published_at)
     SELECT entry, 'notice', name, '9.nl', digest, published_at FROM publication LIMIT 1`,
  ],
  [
    'a refusal made a yes',
    unchanged,
    'exchange',
    "UPDATE exchange SET state = 'open' WHERE state = 'refused'",
  ],
  ['the child of an exchange', unchanged, 'exchange', "UPDATE exchange SET subject = 'sub_forged'"],
  ['a basis of an exchange that is hidden', unchanged, 'exchange', "UPDATE exchange SET bases = '{}'"],
  [
    'the fields of a task',
    unchanged,
    'exchange_task',
    "UPDATE exchange_task SET fields = fields || 'hulpvraag'::text",
  ],
  ['a delivery that is denied', unchanged, 'exchange_task', 'UPDATE exchange_task SET released_at = NULL'],
  ['another envelope', unchanged, 'exchange_task', "UPDATE exchange_task SET manifest_digest = 'x'"],
  ['a deleted task', present, 'exchange_task', 'DELETE FROM exchange_task'],
];

describe('the comparison of the database with its log', () => {
  let log: LivedLog;
  let client: pg.Client;
  beforeAll(async () => {
    log = await livedLog();
    client = new pg.Client({ connectionString: log.hub.fresh.superuserUrl });
    await client.connect();
    await client.query("SET session_replication_role = 'replica'");
    for (const table of tables) await client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  });
  afterEach(async () => {
    for (const table of tables) {
      await client.query(`DELETE FROM ${table}`);
      await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}`);
    }
  });
  afterAll(async () => {
    await client.end();
    await log.close();
  });

  it('finds nothing in a database that nobody touched', async () => {
    expect((await log.verify()).finding).toBeNull();
  });

  it.each(tamperings)('names %s', async (_, rule, table, sql) => {
    const { rowCount } = await client.query(sql);
    expect(rowCount).toBeGreaterThan(0);
    const { finding } = await log.verify();
    expect(finding).toMatchObject({ rule });
    expect(finding?.reason).toContain(table === 'subject' ? 'enrolment' : table);
    if (rule !== recorded) expect(finding?.entry).toMatch(/^ent_/);
  });
});
