import { parseArgs } from 'node:util';
import { loadConfig } from '../config.js';
import { describeConfig } from '../config-description.js';
import { settings } from '../config-settings.js';
import type { Command } from './command.js';

const width = Math.max(...Object.keys(settings).map((name) => name.length));

const list = Object.entries(settings)
  .map(([name, row]) => {
    const notes = [
      ...('fallback' in row ? [`default ${row.fallback}`] : []),
      ...('required' in row ? ['required'] : []),
    ];
    return `  ${name.padEnd(width)}  ${row.what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  })
  .join('\n');

export const command: Command = {
  help: `kernhub config: shows the hub's settings as they apply, with secrets hidden.

Usage: kernhub config

Says everything that is wrong at once, and then exits with 2. In production (KERNHUB_MODE=production) there are no
default secrets, no plain http, no issuer on this machine and no database of its own.

Settings, all from the environment:
${list}
`,
  run: async (args, { env, out }) => {
    parseArgs({ args: [...args], options: {} });
    out(`${describeConfig(loadConfig(env))}\n`);
    return 0;
  },
};
