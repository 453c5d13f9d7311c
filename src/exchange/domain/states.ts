/** States of an exchange and of its tasks, and what a requester may see of them (exchange.md, step 6). */
import type { Role } from '../../contract/index.js';

export type TaskState = 'waiting' | 'taken' | 'answered' | 'declined' | 'expired' | 'cancelled';
export type ExchangeState = 'open' | 'complete' | 'partial' | 'expired' | 'refused' | 'withdrawn';
export type SourceState = 'waiting' | 'shared' | 'not-available';

/** What the states are derived from; of one task. */
export interface TaskProgress {
  readonly sourceRole: Role;
  readonly state: TaskState;
  /** At least once delivered to the requester. */
  readonly released: boolean;
}

export const isOpen = (state: TaskState): boolean => state === 'waiting' || state === 'taken';

/**
 * The state of an exchange that is not refused or withdrawn. Before the deadline it is `complete` only when every role
 * of the purpose and every task has shared; anything else would tell early that somebody declined or does not know the
 * child.
 */
export function exchangeStateOf(
  roles: readonly Role[],
  tasks: readonly TaskProgress[],
  deadlinePassed: boolean,
): ExchangeState {
  const shared = sharedRoles(tasks);
  const everyRole = roles.length > 0 && roles.every((role) => shared.has(role));
  if (!deadlinePassed) return everyRole && tasks.every(({ released }) => released) ? 'complete' : 'open';
  if (everyRole) return 'complete';
  return shared.size > 0 ? 'partial' : 'expired';
}

/** Per role of the purpose; `not-available` whatever the cause, and only once the deadline has passed. */
export function sourceStatesOf(
  roles: readonly Role[],
  tasks: readonly TaskProgress[],
  deadlinePassed: boolean,
): readonly { readonly role: Role; readonly state: SourceState }[] {
  const shared = sharedRoles(tasks);
  return [...new Set([...roles, ...shared])].sort().map((role) => ({
    role,
    state: shared.has(role) ? 'shared' : deadlinePassed ? 'not-available' : 'waiting',
  }));
}

const sharedRoles = (tasks: readonly TaskProgress[]): ReadonlySet<Role> =>
  new Set(tasks.filter(({ released }) => released).map(({ sourceRole }) => sourceRole));
