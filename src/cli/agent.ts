import { parseArgs } from 'node:util';
import { agentSettings, runAgent } from '../agent/index.js';
import type { Command } from './command.js';
import { settingsList } from './settings-list.js';

export const command: Command = {
  help: `kernhub agent: runs one partner's agent, until it is told to stop. Only outbound connections to the hub.

Usage: kernhub agent

It holds the partner's keys, signs in its professionals, minimises and seals what a ticket asks for, opens and checks
what arrives, and offers the partner's own system a local API and a small page.

Settings, all from the environment; kernhub config agent shows what applies:
${settingsList(agentSettings)}
`,
  run: async (args, { env }) => {
    parseArgs({ args: [...args], options: {} });
    await runAgent(env);
    return 0;
  },
};
