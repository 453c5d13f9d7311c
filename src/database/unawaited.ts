/**
 * SQL for a statement on its own, outside a transaction: its commit is not waited for until it is on disk. Every session
 * sees it at once; only a crash of the server itself can lose it, within half a second, and never while something that
 * committed after it was kept, because the log is written in order. So it is for what means nothing without a later
 * commit that is waited for (decision 24).
 *
 * @see PostgreSQL 18, 28.4 Asynchronous Commit
 */
export const unawaited = "set_config('synchronous_commit', 'off', true)";
