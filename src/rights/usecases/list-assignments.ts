import {
  cursorAt,
  HubError,
  type RightsAssignmentOrder,
  readCursor,
  type System,
  signStatement,
} from '../../contract/index.js';
import { signingKeyOf, together, type Waiting, waitFor } from '../../kernel/index.js';
import { type WaitingAssignment, waitingAssignments } from '../store/assignments.js';
import { bellOf } from './assign-request.js';
import type { RightsNeeds } from './needs.js';
import { readWords } from './sealed-words.js';

const pageSize = 20;
/** A day is soon for what takes weeks, so that the database is asked seldom; in milliseconds. */
const lookEvery = 2_000;

export interface AssignmentPage {
  readonly items: readonly RightsAssignmentOrder[];
  readonly next: string | null;
}

/**
 * What a partner was asked to answer and has not, each signed and with its place in the ledger, the first assigned first;
 * waits where there is nothing after the cursor. A request that was answered, withdrawn or carried out is not there any
 * more. Two that are assigned at the same moment can come in another order: who follows the list begins anew now and then.
 *
 * @throws InvalidRequest on a cursor that is none
 * @throws HubError `partner-suspended` also in the middle of a wait | `ledger-unavailable`
 */
export async function listAssignments(
  needs: RightsNeeds,
  { partner }: System,
  cursor: string | null,
  waiting: Waiting,
): Promise<AssignmentPage> {
  const { database, partners, bells } = needs;
  const after = cursor === null ? null : readCursor(cursor);
  const found = await waitFor(bells, bellOf(partner), { ...waiting, lookEvery }, async () => {
    if (waiting.signal.aborted) return null;
    const { state } = (await partners.find(database.reader, partner)) ?? {};
    if (state === 'suspended') throw new HubError('partner-suspended');
    const rows = await waitingAssignments(database.reader, partner, after, pageSize);
    return rows.length > 0 ? rows : null;
  });
  const orders = await together((found ?? []).map((assignment) => orderOf(needs, assignment)));
  const last = found?.at(-1);
  return {
    items: orders.flatMap((order) => (order === null ? [] : [order])),
    next: last === undefined ? null : cursorAt({ at: last.assignedAt, id: last.id }),
  };
}

/** Null where the child was erased since. */
async function orderOf(
  needs: RightsNeeds,
  assignment: WaitingAssignment,
): Promise<RightsAssignmentOrder | null> {
  const { id, partner, request, subject, account, right, as, dueOn, assignedAt } = assignment;
  const { reader } = needs.database;
  const sealed = assignment.explained ? assignment.explanation : null;
  const [proof, ref, person, instruction, explanation] = await together([
    needs.ledger.settled(assignment.entry),
    needs.people.refOf(reader, subject, partner),
    needs.people.refOfPerson(reader, partner, subject, assignment.person),
    readWords(needs, account, id, 'instruction', assignment.instruction),
    readWords(needs, account, request, 'explanation', sealed),
  ]);
  if (ref === null) return null;
  const order = await signStatement(await signingKeyOf(needs.ticketKey), 'kernhub-rights-assignment+jwt', {
    iss: needs.publicUrl,
    aud: partner,
    jti: id,
    ...{ right, subject: ref, as },
    ...(person !== null && { person }),
    dueOn,
    ...(instruction !== null && { instruction }),
    ...(explanation !== null && { explanation }),
    iat: Math.floor(assignedAt.getTime() / 1000),
  });
  return { id, order, proof };
}
