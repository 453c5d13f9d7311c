import {
  type EntryId,
  type ExchangeId,
  lookedBy,
  NotFound,
  type Officer,
  partnerOf,
} from '../../contract/index.js';
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
 * @throws NotFound also where the child was erased, with whom the exchange went; and for what the partner of the officer of
 *   one neither asked nor was asked
 */
export async function recordInspection(
  { database, ledger }: Pick<AuditNeeds, 'database' | 'ledger'>,
  officer: Officer,
  { exchange, reason, taken }: Inspected,
): Promise<{ readonly asked: AskedRow; readonly entry: EntryId }> {
  ledger.assertWritable();
  const partner = partnerOf(officer);
  const asked = await database.readAs(partner, (tx) => askedRow(tx, exchange, partner));
  if (asked === null) throw new NotFound();
  const { subject, decisionEntry } = asked;
  const { id } = await database.transaction((tx) =>
    ledger.append(tx, {
      event: 'exchange.inspected',
      owner: subject,
      retention: 'access-log',
      payload: { exchange, subject, ...lookedBy(officer), taken },
      relies: [decisionEntry],
      parts: [{ topic: 'reason', person: officer.account, value: reason }],
    }),
  );
  await ledger.settled(id);
  return { asked, entry: id };
}
