/**
 * Runs of the replay of the whole log: in a process of its own, one at a time over all hubs, begun by an officer or by the
 * hub itself; their history, and the alarm when the log does not hold. Knows processes and outcomes; must never judge an
 * entry, which the audit room does, nor hold one.
 */
export type { ReplayOrder, ReplaySaid } from './domain/messages.js';
export { verificationRoutes } from './routes.js';
export { createVerifications, type Verifications } from './usecases/create-verifications.js';
export type { LedgerVerdict } from './usecases/read-runs.js';
