import {
  type Claim,
  NotFound,
  type PartnerAnswerStatement,
  type Professional,
  type RightsAssignmentId,
  readStatement,
  type System,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, sha256, together } from '../../kernel/index.js';
import { type AssignmentRecord, answerIn, isSameAnswer, judgeAnswer } from '../domain/assignments.js';
import { StateConflict } from '../domain/errors.js';
import { answerAssignment as answerInStore, findAssignment } from '../store/assignments.js';
import { lockOpenRequest } from './lock-request.js';
import type { RightsNeeds } from './needs.js';

/**
 * The partner's signed word that it answered the family, that it holds nothing, or that it refused. One counts: the same
 * again changes nothing, and another one is a conflict, as is one after the request itself was answered.
 *
 * @throws HubError `statement-invalid` | NotFound also for another partner's | StateConflict | LedgerUnavailable
 */
export async function answerAssignment(
  needs: RightsNeeds,
  { partner }: System | Professional,
  id: RightsAssignmentId,
  jws: string,
  claim: Claim | null,
): Promise<void> {
  const { database, ledger, partners, clock } = needs;
  ledger.assertWritable();
  await database.transaction(async (tx) => {
    const [, keys, found] = await together([
      partners.lock(tx, [partner], 'share'),
      partners.signingKeys(tx, partner),
      findAssignment(tx, id),
    ]);
    const statement = await readStatement(jws, 'kernhub-rights-answer+jwt', keys);
    if (found?.partner !== partner) throw new NotFound();
    judgeAnswer(statement, found, clock.now());
    if (!isRepeat(found, statement)) await record(tx, needs, found, { statement, jws });
    await settleOnce(tx, claim, { status: 201, location: null });
  });
}

/** @throws StateConflict where it was answered otherwise */
function isRepeat({ answer }: AssignmentRecord, statement: PartnerAnswerStatement): boolean {
  if (answer === null) return false;
  if (!isSameAnswer(answer, statement)) throw new StateConflict('you answered this otherwise before');
  return true;
}

async function record(
  tx: Tx,
  needs: RightsNeeds,
  { id, request, partner, entry }: AssignmentRecord,
  { statement, jws }: { readonly statement: PartnerAnswerStatement; readonly jws: string },
): Promise<void> {
  const { subject, kind: right } = await lockOpenRequest(needs, tx, request);
  const current = await findAssignment(tx, id);
  if (current === null) throw new NotFound();
  if (isRepeat(current, statement)) return;
  const answer = answerIn(statement);
  await answerInStore(tx, id, answer, jws, needs.clock.now());
  await needs.ledger.append(tx, {
    event: 'rights.partner-answered',
    owner: subject,
    retention: 'operation',
    payload: {
      ...{ assignment: id, request, right, subject, partner, ...answer },
      statement: base64url(sha256(jws)),
    },
    relies: [entry],
  });
}
