/**
 * PostgreSQL: pools, transactions, migrations at start, the embedded server. Knows no table but its own
 * (`idempotency_key`) and must never know what a row means.
 */

export { type BackupManifest, BackupRefused, backUp } from './back-up.js';
export { type Database, type DatabaseOptions, openDatabase, openPool } from './database.js';
export { type EmbeddedServer, startEmbeddedServer } from './embedded-server.js';
export { abandonOnce, claimOnce, type Outcome, settleOnce } from './idempotency.js';
export { migrate } from './migrate.js';
export { openSession, type Session } from './open-session.js';
export { readerOf } from './reader.js';
export { readBackup, restoreBackup } from './restore.js';
export { type Tx, transaction } from './transaction.js';
export { unawaited } from './unawaited.js';
