import { parseArgs } from 'node:util';
import { runAgent } from '../agent/index.js';
import type { Command } from './command.js';

export const command: Command = {
  help: `kernhub agent: runs one partner's agent, until it is told to stop. Only outbound connections to the hub.

Usage: kernhub agent

It holds the partner's keys, signs in its professionals, minimises and seals what a ticket asks for, opens and checks
what arrives, and offers the partner's own system a local API and a small page.

Settings:
  AGENT_PARTNER           the partner's id, from the roster
  AGENT_HUB_URL           where the hub is
  AGENT_HUB_AUDIENCE      the hub's public origin, where that differs from AGENT_HUB_URL
  AGENT_ISSUER            OpenID Connect issuer of the partner's system and professionals
  AGENT_CLIENT_ID         the agent's client there
  AGENT_KEYS_FILE         its keys (kernhub keys new partner)
  AGENT_COVENANT_KEY      public covenant key, as a JWK; a list of both while it is replaced
  AGENT_RECORDS_FOLDER    exports of the partner's system, one JSON file for each child
  AGENT_MAPPINGS_FOLDER   JSONata mappings from a record to the fields of a purpose
  AGENT_STATE_FOLDER      what it must remember: pairwise ids, the roster version it saw
  HOST, AGENT_PORT        where its local API listens (default 127.0.0.1; 0 for any free port)
  AGENT_MFA_ACR           login level (acr) that an emergency needs, asked for at /login?level=strong
  AGENT_MAPPING_LIMIT_MS  how long one mapping may take (default 2000)
  AGENT_PUBLIC_URL        origin under which the professionals' browsers reach it
`,
  run: async (args, { env }) => {
    parseArgs({ args: [...args], options: {} });
    await runAgent(env);
    return 0;
  },
};
