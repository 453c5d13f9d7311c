import { HubError } from '../../contract/index.js';
import { JsonAmbiguous, StatementInvalid } from '../../kernel/index.js';

/** SQLSTATE classes that mean the database is not there for us now: connection, resources, operator intervention. */
const awayClasses = ['08', '53', '57'];
/**
 * A lock waited for too long, a deadlock, a serialisation failure, a transaction that stood still: the same call may
 * well succeed in a moment.
 */
const busyStates = ['55P03', '40P01', '40001', '25P03'];
const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];
/** What `pg` says without a code when its pool gives up or a socket closes under it. */
const poolMessages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
];

/** The refusal that an error stands for, or null when it is a fault of ours. */
export function knownRefusal(error: unknown): HubError | null {
  if (error instanceof HubError) return error;
  if (error instanceof StatementInvalid) {
    return new HubError('statement-invalid', { detail: error.message, cause: error });
  }
  if (error instanceof JsonAmbiguous) {
    return new HubError('invalid-request', { errors: [{ pointer: error.pointer, reason: error.reason }] });
  }
  if (isDatabaseAway(error)) {
    return new HubError('database-unavailable', { retryAfterSeconds: 2, cause: error });
  }
  return null;
}

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    if (networkCodes.includes(code) || busyStates.includes(code)) return true;
    if (/^[0-9A-Z]{5}$/.test(code) && awayClasses.includes(code.slice(0, 2))) return true;
    // Prisma: P1001, P1002, P1008, P1017 are about the connection, P2024 about the pool.
    if (/^P(1001|1002|1008|1017|2024)$/.test(code)) return true;
  }
  return poolMessages.some((message) => error.message.startsWith(message));
}
