import {
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Officer,
  type UnusualDisposition,
  type UnusualUseId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newEntryId } from '../../ledger/index.js';
import { findUse, lockUse, recordDisposition, requestsOf } from '../store/unusual-uses.js';
import type { OversightNeeds } from './needs.js';

/**
 * What a privacy officer made of unusual use. The FG supervises and the privacy officer executes (AVG 38(6)). May be said
 * again: the latest counts, and each is on record.
 *
 * @throws NotFound | HubError `caller-not-allowed`
 */
export async function disposeUnusualUse(
  { database, ledger, clock }: Pick<OversightNeeds, 'database' | 'ledger' | 'clock'>,
  { account, duty }: Officer,
  id: UnusualUseId,
  { disposition, note }: UnusualDisposition,
  claim: Claim | null,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    if (!(await lockUse(tx, id))) throw new NotFound();
    const record = await findUse(tx, id);
    if (record === null) throw new NotFound();
    const { length: count } = await requestsOf(tx, id);
    await settleOnce(tx, claim, { status: 201, location: null });
    const entry = newEntryId();
    await recordDisposition(tx, id, { disposition, entry, at: clock.now() });
    await ledger.append(tx, {
      id: entry,
      event: 'unusual.disposed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, unusual: id, rule: record.rule, disposition, count },
      parts: [{ topic: 'note', person: account, value: note }],
    });
    return entry;
  });
  return ledger.settled(entry);
}
