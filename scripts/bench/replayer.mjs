// Runs `kernhub verify log FILE` in this process and says what that took, its start included.
import { runKernhub } from '../../dist/cli/run-kernhub.js';
import { cost } from './cost.mjs';

let said = '';
const out = (text) => {
  said += text;
};
const code = await runKernhub(['verify', 'log', process.argv[2]], { env: {}, out, err: () => undefined });
if (code !== 0) throw new Error(`the log does not hold: ${said}`);
cost();
