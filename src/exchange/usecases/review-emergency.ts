import {
  type Claim,
  type EmergencyId,
  type EmergencyReview,
  HubError,
  type Inclusion,
  NotFound,
  type Officer,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { StateConflict } from '../domain/errors.js';
import { type Hiding, isHidden } from '../domain/hiding.js';
import {
  type EmergencyRecord,
  findEmergency,
  lockEmergency,
  recordReview,
  recordTold,
} from '../store/emergency-reviews.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * A privacy officer's verdict on an emergency, and whether it stays hidden from the family. The FG supervises and the
 * privacy officer executes (AVG 38(6)). May be given again: the latest counts, and each is on record.
 *
 * @throws NotFound | StateConflict where nothing is hidden (any more) | HubError `caller-not-allowed`
 */
export async function reviewEmergency(
  needs: ExchangeNeeds,
  { account, duty }: Officer,
  id: EmergencyId,
  review: EmergencyReview,
  claim: Claim | null,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const { database, ledger, people, clock } = needs;
  const known = await findEmergency(database.reader, id);
  if (known === null) throw new NotFound();
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    await people.lockIfKnown(tx, known.subject, 'share');
    await lockEmergency(tx, id);
    const emergency = await findEmergency(tx, id);
    if (emergency === null) throw new NotFound();
    const [at, on] = [clock.now(), clock.today()];
    const { verdict, remark, hiding: said } = review;
    const word: Hiding['word'] = said === undefined ? null : { said, on };
    if (word !== null) requireHidden(emergency, word.on);
    await settleOnce(tx, claim, { status: 201, location: null });
    await recordReview(tx, id, { verdict, word, at });
    if (said === 'lifted') await tellFamily(tx, needs, emergency, at);
    else if (verdict !== emergency.verdict) await tellOfVerdict(tx, needs, emergency, on);
    const { exchange, subject, decisionEntry } = emergency;
    const appended = await ledger.append(tx, {
      event: 'exchange.reviewed',
      owner: subject,
      retention: 'access-log',
      payload: { exchange, officer: account, verdict, hiding: said ?? null, judgedOn: on },
      relies: [decisionEntry],
      parts: remark === undefined ? [] : [{ topic: 'remark', person: account, value: remark }],
    });
    return appended.id;
  });
  return ledger.settled(entry);
}

function requireHidden({ hiding }: EmergencyRecord, today: Hiding['until']): void {
  if (hiding !== null && isHidden(hiding, today)) return;
  throw new StateConflict(
    'the family can see this emergency, so that there is nothing to confirm or to lift',
  );
}

/** A family that sees the emergency hears that somebody looked at it, whatever the verdict: that it reads on the page. */
async function tellOfVerdict(
  tx: Tx,
  { catalogue, onEmergencyReviewed }: ExchangeNeeds,
  { subject, purpose, version, hiding }: EmergencyRecord,
  today: CivilDate,
): Promise<void> {
  if (hiding !== null && isHidden(hiding, today)) return;
  const isShown = catalogue.version(purpose, version)?.flows.some((flow) => flow.shownToFamily);
  if (isShown === true) await onEmergencyReviewed(tx, { subject });
}

/** What the family was not told at the time, because it was hidden. */
export async function tellFamily(
  tx: Tx,
  { onEmergencyUsed }: Pick<ExchangeNeeds, 'onEmergencyUsed'>,
  { id, subject, toldAt }: Pick<EmergencyRecord, 'id' | 'subject' | 'toldAt'>,
  at: Date,
): Promise<void> {
  if (toldAt !== null) return;
  await recordTold(tx, id, at);
  await onEmergencyUsed(tx, { subject });
}
