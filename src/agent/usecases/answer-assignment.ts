import {
  InvalidRequest,
  NotFound,
  type PartnerAnswer,
  type RightsAssignmentId,
  type RightsAssignmentStatement,
  signStatement,
} from '../../contract/index.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { numberOf } from './find-child.js';
import { isRefusal } from './hub-calls.js';

/** What a family asked about its rights, as a professional at the partner sees it. */
export interface WaitingAssignment {
  readonly assignment: RightsAssignmentId;
  readonly right: RightsAssignmentStatement['right'];
  /** Own number of the child; null where it was enrolled by another agent of this partner. */
  readonly number: string | null;
  readonly as: RightsAssignmentStatement['as'];
  /** When this agent invited the person who asked, in seconds since 1970; null where it did not. */
  readonly invitedAt: number | null;
  readonly dueOn: string;
  /** Words of the hub's privacy officer. */
  readonly instruction: string | null;
  /** Words of the person who asked. */
  readonly explanation: string | null;
}

/** The first due first. */
export const listAssignments = (agent: Agent): readonly WaitingAssignment[] =>
  [...agent.assignments.values()]
    .map((statement) => described(agent, statement))
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));

function described(agent: Agent, statement: RightsAssignmentStatement): WaitingAssignment {
  const { jti, right, as, dueOn, instruction = null, explanation = null, person } = statement;
  const invited = agent.state.family.read().persons.find((known) => known.person === person);
  return {
    ...{ assignment: jti, right, as, dueOn, instruction, explanation },
    number: numberOf(agent, statement.subject),
    invitedAt: invited?.invitedAt ?? null,
  };
}

/**
 * A professional's word that the family was answered, that nothing is held, or that it was refused: signed for the
 * partner. What the hub wants no more is forgotten.
 *
 * @throws NotFound | InvalidRequest on what does not hold together
 */
export async function answerAssignment(
  agent: Agent,
  { token }: Professional,
  id: string,
  word: PartnerAnswer,
): Promise<void> {
  const order = agent.assignments.get(id);
  if (order === undefined) throw new NotFound();
  const statement = await signStatement(agent.signing, 'kernhub-rights-answer+jwt', {
    iss: agent.partner,
    assignment: order.jti,
    ...coherent(word),
    iat: secondsNow(agent),
  });
  try {
    await agent.hub.answerAssignment(id, statement, token);
  } catch (error) {
    if (isRefusal(error) && ['not-found', 'state-conflict'].includes(error.code))
      agent.assignments.delete(id);
    throw error;
  }
  agent.assignments.delete(id);
  agent.log('assignment.answered', { assignment: id, outcome: word.outcome });
}

function coherent({ outcome, manner, article, on }: PartnerAnswer): PartnerAnswer {
  const faults = [
    ...(outcome === 'answered' && manner === undefined ? [{ pointer: '/manner', reason: 'is needed' }] : []),
    ...(outcome === 'refused' && article === undefined ? [{ pointer: '/article', reason: 'is needed' }] : []),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
  return {
    outcome,
    ...(outcome === 'answered' && manner !== undefined && { manner }),
    ...(outcome === 'refused' && article !== undefined && { article }),
    on,
  };
}
