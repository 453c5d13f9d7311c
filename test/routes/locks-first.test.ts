import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { type StatementTrace, traceStatements } from '../harness/statement-trace.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';

/**
 * What is shared stands on facts that were read behind their locks, and on an entry that was written last. Statements
 * are sent together, so nothing but their order keeps it so.
 */
let hub: TestHub;
let family: Family;
let exchange: Exchanging;
let trace: StatementTrace;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'volgorde');
  await family.agree();
  exchange = await exchanging({ ...hub, family });
  trace = traceStatements();
});
afterAll(async () => {
  trace?.stop();
  await hub?.close();
});

const catalogueLock = /pg_advisory_xact_lock_shared\(hashtextextended\('kernhub\/catalogue'/;
const partnerLock = /pg_advisory_xact_lock_shared\(hashtextextended\('kernhub\/partner '/;
const subjectLock = /FROM subject WHERE .* FOR SHARE/s;
const factReads = [
  /FROM partner p WHERE p\.id = ANY/,
  /FROM enrolment\s+WHERE subject = \$1/,
  /FROM consent_decision/,
  /authority_assertion/,
  /birth_date_assertion/,
];
const entry = /INSERT INTO ledger_entry/;

/** The statements of the transaction that wrote an entry. */
function transactionIn(statements: readonly string[]): readonly string[] {
  const written = statements.findIndex((text) => entry.test(text));
  const begun = statements.slice(0, written).findLastIndex((text) => text.startsWith('BEGIN'));
  const committed = statements.findIndex((text, place) => place > written && text === 'COMMIT');
  expect(begun).toBeGreaterThan(-1);
  expect(committed).toBeGreaterThan(written);
  return statements.slice(begun, committed + 1);
}

const places = (statements: readonly string[], wanted: RegExp): readonly number[] =>
  statements.flatMap((text, place) => (wanted.test(text) ? [place] : []));

function factsBehindLocks(statements: readonly string[]): void {
  const locks = [catalogueLock, partnerLock, subjectLock].map((lock) => places(statements, lock)[0] ?? -1);
  expect(locks).not.toContain(-1);
  expect(locks).toEqual(locks.toSorted((a, b) => a - b));
  const lastLock = Math.max(...locks);
  for (const read of factReads) {
    const reads = places(statements, read);
    expect(reads.length, String(read)).toBeGreaterThan(0);
    expect(reads.at(-1), String(read)).toBeGreaterThan(lastLock);
  }
}

describe('a transaction that shares something', () => {
  it('decides on facts behind their locks, and writes its entry last', async () => {
    const call = { method: 'POST', path: '/v1/exchanges', body: await exchange.question() } as const;
    const { answer, statements } = await trace.follow(family.nurse, call);
    expect(answer.status).toBe(201);
    const transaction = transactionIn(statements);
    factsBehindLocks(transaction);
    expect(places(transaction, entry)).toEqual([transaction.length - 2]);
  });

  it('releases on facts behind their locks', async () => {
    const { id } = (await must(exchange.ask())).body;
    for (const task of await exchange.take(10, 5)) await exchange.put(task);
    const call = { path: `/v1/exchanges/${id}` };
    const { answer, statements } = await trace.follow(family.nurse, call);
    expect(answer.body.deliveries).toHaveLength(1);
    const transaction = transactionIn(statements);
    factsBehindLocks(transaction);
    const ofExchange = places(transaction, /FROM exchange WHERE id = \$1 FOR NO KEY UPDATE/)[0] ?? -1;
    expect(ofExchange).toBeGreaterThan(places(transaction, subjectLock)[0] ?? Number.POSITIVE_INFINITY);
    expect(places(transaction, /FROM sealed_envelope/)[0]).toBeGreaterThan(ofExchange);
  });
});
