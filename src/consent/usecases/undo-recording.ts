import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { decisionsOf } from '../store/decisions.js';
import { requestById } from '../store/requests.js';
import { lockAround } from './check-recording.js';
import type { ConsentNeeds } from './needs.js';
import { type Coded, withCode } from './paper-code.js';
import { recordDecision } from './record-decision.js';
import { openYes } from './record-no.js';
import { settledOrNull } from './settled-or-null.js';
import { viewOf } from './view-child.js';
import { recordWithdrawal } from './withdraw-decision.js';

/**
 * Undoes what was written down, at once and without a login: a withdrawal where it counts, a no where it still waits.
 * Answers the same where nothing of it held any more, so that a code tells nobody what its person chose since.
 *
 * @see AVG art. 7(3)
 * @throws TooManyCodes | NotFound
 */
export const undoRecording = (needs: ConsentNeeds, code: string, signal: AbortSignal): Promise<void> =>
  withCode(needs, code, async (_found, find) => {
    const entry = await needs.database.transaction(async (tx) => {
      const { subject, purpose } = await find(tx);
      await lockAround(needs, tx, subject, purpose, []);
      return close(needs, tx, await find(tx));
    });
    if (entry !== null) await settledOrNull(needs, entry, signal);
  });

async function close(needs: ConsentNeeds, tx: Tx, recording: Coded): Promise<EntryId | null> {
  const { subject, person, as, purpose: id, order } = recording;
  const decisions = await decisionsOf(tx, subject, id);
  if (recording.decision !== null) {
    // Only what this paper made: a later word of the person is not the paper's to end.
    const standing = openYes(decisions, person);
    if (standing?.id !== recording.decision) return null;
    return (await recordWithdrawal(needs, tx, standing, { channel: 'code' })).entry;
  }
  const later = decisions.some(
    (decision) =>
      decision.person === person && (decision.order > order || (decision.withdrawnOrder ?? 0) > order),
  );
  const purpose = needs.catalogue.current(id);
  const request = await requestById(tx, recording.request);
  // What can never count any more needs no no.
  if (later || purpose?.version !== recording.version || request === null) return null;
  if (!(await viewOf(needs, tx, { subject, person, as })).asked) return null;
  const { noticeHash, language, channel, by, entry } = recording;
  const { entry: refused } = await recordDecision(
    needs,
    tx,
    {
      caller: { acr: 'urn:kernhub:acr:paper-code' },
      known: { subject, person, as },
      ...{ request, purpose, location: null },
      submission: { choice: 'refused', flows: [], noticeHash, language },
      recorded: { channel, by, recording: recording.id, second: { as: 'code' }, relies: [entry] },
    },
    null,
  );
  return refused;
}
