// The access log that an officer searches: the first page by each thing alone, on many exchanges, beside one row by its id and
// beside a page in the order of time, each read by an index. In turns, one at a time, with the plan that was chosen.
import pg from 'pg';
import { searchStatement } from '../../dist/exchange/store/access-log.js';
import { countStatement } from '../../dist/exchange/store/figures.js';
import { median } from './load.mjs';
import { count, ms, table } from './report.mjs';

const chunk = 200_000;
const pageSize = 51;
const most = 5;

export async function audit({ server }, { rows, searches }) {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    for (let made = 0; made < rows; made += chunk) {
      await insert(client, made, Math.min(chunk, rows - made));
      process.stderr.write(`… ${count(Math.min(made + chunk, rows))} of ${count(rows)} exchanges\n`);
    }
    await client.query('VACUUM ANALYZE exchange, exchange_task');
    const [known] = (await client.query('SELECT * FROM exchange OFFSET 100 LIMIT 1')).rows;
    const reads = readsOf(known);
    const took = await inTurns(client, reads, searches);
    report(rows, searches, took);
    await overview(client);
    await plans(client, reads);
  } finally {
    await client.end();
  }
}

/** Of a region with 300 partners, 9 purposes and 6,000 professionals, over five years. */
const insert = (client, from, number) =>
  client.query(
    `WITH made AS (
       SELECT n, 'exc_' || left(translate(encode(sha256(n::text::bytea), 'base64'), '+/=', '-_'), 22) AS id,
         now() - make_interval(secs => (n % 157680000)::int) AS at
       FROM generate_series($1::bigint * 17, ($1::bigint + $2 - 1) * 17, 17) AS n
     ), asked AS (
       INSERT INTO exchange (id, subject, requester, requester_role, account, function, purpose, version, question, emergency,
         second_professional, fields, bases, key_statement, key_jti, state, decision_entry, asked_at, deadline_at, closed_at)
       SELECT id, 'sub_' || (n * 7919 % 120000), 'prt_' || (n * 31 % 300), 'jgz', 'acc_' || (n * 101 % 6000),
         'functie-' || (n % 8), 'doel-' || (n * 13 % 9), 1, 'vraag', n % 4001 = 0, false,
         ARRAY['veld-' || (n % 12), 'veld-' || (12 + n % 5)],
         CASE WHEN n % 10 = 0 THEN '{}' WHEN hashtext(id) % 3 = 0 THEN '{public-task}' ELSE '{consent}' END::text[],
         repeat('k', 900), id,
         CASE WHEN n % 10 = 0 THEN 'refused' ELSE 'complete' END, 'ent_' || id, at, at, at
       FROM made RETURNING id, subject, fields, bases, state, asked_at
     )
     INSERT INTO exchange_task (id, exchange, subject, source, source_role, source_ref, flow, basis, needs_consent, fields,
       manual, salt, question_text, necessity, state, released_at, created_at)
     SELECT 'tsk_' || id, id, subject, 'prt_0', 'school', 'chd_', 'stroom',
       bases[1], true, fields, false, '', '[]', '[]',
       'answered', CASE WHEN hashtext(id) % 5 <> 0 THEN asked_at END, asked_at
     FROM asked WHERE state <> 'refused'`,
    [from, number],
  );

function readsOf({ id, subject, requester, account, purpose, fields, asked_at: at }) {
  const search = (filter, after = null) => searchStatement(filter, after, pageSize);
  const day = at.toISOString().slice(0, 10);
  return {
    'one row by its id': { text: 'SELECT * FROM exchange WHERE id = $1', values: [id] },
    'a page of everything': search({}),
    'the page after one in the middle': search({}, { at, id }),
    'by partner': search({ partner: requester }),
    'by professional': search({ professional: account }),
    'by function': search({ function: 'functie-3' }),
    'by purpose': search({ purpose }),
    'by field': search({ field: fields[0] }),
    'by basis': search({ basis: 'public-task' }),
    'refused ones': search({ outcome: 'refused' }),
    'released ones': search({ outcome: 'released' }),
    emergencies: search({ emergency: true }),
    'of one day': search({ from: day, to: day }),
    'of one child': search({ subject }),
    'by partner and purpose': search({ partner: requester, purpose }),
  };
}

async function inTurns(client, reads, searches) {
  const took = new Map(Object.keys(reads).map((name) => [name, []]));
  for (let turn = 0; turn <= searches; turn += 1) {
    for (const [name, { text, values }] of Object.entries(reads)) {
      const began = performance.now();
      const { rows } = await client.query({ text, values, name });
      if (rows.length === 0) throw new Error(`${name} finds nothing`);
      if (turn > 0) took.get(name).push(performance.now() - began);
    }
  }
  return took;
}

function report(rows, searches, took) {
  const base = median(took.get('a page of everything'));
  const one = median(took.get('one row by its id'));
  table(
    `The first page of ${count(rows)} exchanges: ${searches} of each in turns; the aim is × ${most} of one read by an index`,
    ['', 'p50', 'of a page by its index', 'of one row'],
    [...took].map(([name, each]) => {
      const p50 = median(each);
      return [name, ms(p50), `× ${(p50 / base).toFixed(1)}`, `× ${(p50 / one).toFixed(1)}`];
    }),
  );
}

/** What the first page of the console counts: thirteen weeks. */
async function overview(client) {
  const from = new Date(Date.now() - 91 * 86_400_000).toISOString().slice(0, 10);
  const took = [];
  let counted = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const began = performance.now();
    const { rows } = await client.query(countStatement, [from]);
    took.push(performance.now() - began);
    counted = rows.reduce((sum, row) => sum + row.count, 0);
  }
  console.log(
    `The overview counts ${count(counted)} exchanges of thirteen weeks in ${ms(median(took))} (median of 5)\n`,
  );
}

async function plans(client, reads) {
  console.log('Plans');
  for (const [name, { text, values }] of Object.entries(reads)) {
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${text}`,
      values,
    );
    console.log(`  ${name}`);
    for (const row of rows) console.log(`    ${row['QUERY PLAN']}`);
  }
}
