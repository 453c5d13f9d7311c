import {
  type Claim,
  HubError,
  InvalidRequest,
  idPrefix,
  type Officer,
  type RightsAssigned,
  type RightsAssignmentId,
  type RightsAssignmentSubmission,
  type RightsRequestId,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { newId, parseCivilDate, together } from '../../kernel/index.js';
import { newEntryId } from '../../ledger/index.js';
import { assignmentFaults, type NewAssignment } from '../domain/assignments.js';
import { StateConflict } from '../domain/errors.js';
import { assignmentsOf, insertAssignment } from '../store/assignments.js';
import { lockOpenRequest, type OpenRequest } from './lock-request.js';
import type { RightsNeeds } from './needs.js';
import { sealWords } from './sealed-words.js';

/**
 * Passes an open request on to partners that are enrolled with the child. The hub cannot read what they hold, so each of
 * them answers the family itself, and tells the hub that it did ({@link answerAssignment}). The request stays the
 * officer's to answer.
 *
 * @see AVG art. 12(3), 26
 * @throws NotFound | InvalidRequest | StateConflict | HubError `caller-not-allowed` | LedgerUnavailable
 */
export async function assignRequest(
  needs: RightsNeeds,
  officer: Officer,
  id: RightsRequestId,
  submission: RightsAssignmentSubmission,
  claim: Claim | null,
): Promise<RightsAssigned> {
  if (officer.duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const { database, ledger, bells } = needs;
  ledger.assertWritable();
  const made = await database.transaction(async (tx) => {
    const request = await lockOpenRequest(needs, tx, id);
    await requireAssignable(needs, tx, request, submission);
    await settleOnce(tx, claim, { status: 201, location: null });
    return write(needs, tx, { officer, request, submission });
  });
  for (const { partner } of made) bells.ring(bellOf(partner));
  const proofs = await together(made.map(({ entry }) => ledger.settled(entry)));
  return {
    request: id,
    items: made.map(({ id: assignment, partner }, place) => {
      const proof = proofs[place];
      if (proof === undefined) throw new Error('every assignment has its entry');
      return { id: assignment, partner, proof };
    }),
  };
}

/** Rung where something was assigned to this partner. */
export const bellOf = (partner: string): string => `rights ${partner}`;

async function requireAssignable(
  { people, clock }: RightsNeeds,
  tx: Tx,
  request: OpenRequest,
  submission: RightsAssignmentSubmission,
): Promise<void> {
  const enrolled = (await people.enrolments(tx, request.subject)).map(({ partner }) => partner);
  const faults = assignmentFaults(submission, request, enrolled, clock.today());
  if (faults.length > 0) throw new InvalidRequest(faults);
  const earlier = await assignmentsOf(tx, [request.id]);
  if (earlier.some(({ partner, answer }) => answer === null && submission.partners.includes(partner))) {
    throw new StateConflict('one of these partners was asked this already, and has not answered');
  }
}

interface Assigning {
  readonly officer: Officer;
  readonly request: OpenRequest;
  readonly submission: RightsAssignmentSubmission;
}

async function write(
  needs: RightsNeeds,
  tx: Tx,
  { officer, request, submission }: Assigning,
): Promise<readonly NewAssignment[]> {
  const { id: about, account, kind: right, subject, person, entry: asked } = request;
  const { instruction = null, passExplanation: explained = false } = submission;
  const dueOn = parseCivilDate(submission.dueOn);
  const assignedAt = needs.clock.now();
  const made: NewAssignment[] = [];
  for (const partner of submission.partners) {
    const id = newId<'RightsAssignmentId'>(idPrefix.rightsAssignment) as RightsAssignmentId;
    const words =
      instruction === null ? null : await sealWords(needs, account, id, 'instruction', instruction);
    const [entry, common] = [newEntryId(), { id, request: about, partner, dueOn, assignedAt, explained }];
    made.push({ ...common, entry, instruction: words });
  }
  await needs.ledger.appendAll(
    tx,
    made.map(({ id, partner, entry }) => ({
      id: entry,
      event: 'rights.assigned',
      owner: subject,
      retention: 'operation',
      payload: {
        ...{ assignment: id, request: about, right, subject, partner, dueOn, explained },
        officer: officer.account,
      },
      relies: [asked],
      parts: instruction === null ? [] : [{ topic: 'instruction', person, value: instruction }],
    })),
  );
  for (const assignment of made) await insertAssignment(tx, assignment);
  return made;
}
