import type { RightsAssignmentStatement } from '../../contract/index.js';

/**
 * What families asked about their rights and this partner is to answer, by its id. In memory only: the hub tells it anew
 * until the answer, and what families write is in no file of this agent.
 */
export type AssignmentShelf = Map<string, RightsAssignmentStatement>;
