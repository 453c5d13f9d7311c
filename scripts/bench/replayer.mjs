// Runs `kernhub verify log FILE` in this process and says on its last line what that took, its start included.
import { cost } from './cost.mjs';

process.argv.splice(2, process.argv.length, 'verify', 'log', process.argv[2]);
await import('../../dist/cli/main.js');
if (process.exitCode === 0) cost();
