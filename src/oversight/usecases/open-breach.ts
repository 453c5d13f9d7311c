import {
  type BreachId,
  type BreachReport,
  type Claim,
  HubError,
  type Inclusion,
  InvalidRequest,
  idPrefix,
  NotFound,
  type Officer,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newId, parseCivilDate } from '../../kernel/index.js';
import { newEntryId } from '../../ledger/index.js';
import { concernedIn, reportFaults } from '../domain/breach.js';
import { insertBreach, isKnown } from '../store/breaches.js';
import type { OversightNeeds } from './needs.js';

/**
 * A privacy officer opens a case of a personal data breach; the 72 hours run from when they became aware.
 *
 * @see AVG art. 33
 * @throws InvalidRequest | NotFound | HubError `caller-not-allowed`
 */
export async function openBreach(
  { database, ledger, clock }: Pick<OversightNeeds, 'database' | 'ledger' | 'clock'>,
  { account, duty }: Officer,
  report: BreachReport,
  claim: Claim | null,
): Promise<{ readonly breach: BreachId; readonly proof: Inclusion }> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const openedAt = clock.now();
  const faults = reportFaults(report, openedAt);
  if (faults.length > 0) throw new InvalidRequest(faults);
  ledger.assertWritable();
  const { nature, from, to, reason } = report;
  const awareAt = new Date(report.awareAt);
  const concerned = concernedIn(report.about);
  const [breach, entry] = [newId<'BreachId'>(idPrefix.breach) as BreachId, newEntryId()];
  const days = { from: parseCivilDate(from), to: parseCivilDate(to) };
  await database.transaction(async (tx) => {
    if (!(await isKnown(tx, concerned))) throw new NotFound();
    await settleOnce(tx, claim, { status: 201, location: null });
    await insertBreach(tx, { id: breach, ...concerned, nature, ...days, awareAt, openedAt, entry });
    await ledger.append(tx, {
      id: entry,
      event: 'breach.opened',
      owner: 'hub',
      retention: 'operation',
      payload: { officer: account, breach, ...concerned, nature, from, to, awareAt: awareAt.toISOString() },
      parts: [{ topic: 'reason', person: account, value: reason }],
    });
  });
  return { breach, proof: await ledger.settled(entry) };
}
