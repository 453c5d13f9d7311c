import { type EntryId, type ExchangeId, NotFound, type Officer } from '../../contract/index.js';
import type { AskedRow } from '../domain/story/material.js';
import { askedRow } from '../store/exchange-story.js';
import type { AuditNeeds } from './needs.js';

export interface Inspected {
  readonly exchange: ExchangeId;
  readonly reason: string;
  readonly taken: boolean;
}

/**
 * Puts a look at one exchange on record before anything of it is told: by whom and why, under the key of its child, so
 * that it goes with the child.
 *
 * @throws NotFound also where the child was erased, with whom the exchange went
 */
export async function recordInspection(
  { database, ledger }: Pick<AuditNeeds, 'database' | 'ledger'>,
  { account, duty }: Officer,
  { exchange, reason, taken }: Inspected,
): Promise<{ readonly asked: AskedRow; readonly entry: EntryId }> {
  ledger.assertWritable();
  const recorded = await database.transaction(async (tx) => {
    const asked = await askedRow(tx, exchange);
    if (asked === null) throw new NotFound();
    const { subject, decisionEntry } = asked;
    const { id } = await ledger.append(tx, {
      event: 'exchange.inspected',
      owner: subject,
      retention: 'access-log',
      payload: { exchange, subject, officer: account, duty, taken },
      relies: [decisionEntry],
      parts: [{ topic: 'reason', person: account, value: reason }],
    });
    return { asked, entry: id };
  });
  await ledger.settled(recorded.entry);
  return recorded;
}
