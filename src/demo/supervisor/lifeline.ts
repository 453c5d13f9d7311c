/**
 * Loaded into every child process (`node --import`): when the supervisor is gone, however it went, its end of this
 * pipe closes, and the child stops as on a SIGTERM. So even a killed supervisor leaves no process behind.
 */
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
(process.stdin as unknown as { unref?(): void }).unref?.();
