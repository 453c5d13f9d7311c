/** Starts and stops the processes of the invented world and keeps what the next start needs. Knows no chapter of the story. */

export { StartFailed } from './child-process.js';
export { AlreadyRunning } from './claim-folder.js';
export { freePorts, friendlyPorts, PortsTaken } from './ports.js';
export { ledgerOrigin } from './process-settings.js';
export { runToEnd } from './run-to-end.js';
export { type RunningWorld, startWorld } from './running-world.js';
export { startLyingHub } from './start-lying-hub.js';
export { FolderUnusable } from './world-file.js';
