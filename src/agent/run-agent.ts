import { readAgentConfig } from './config.js';
import { startAgent } from './start-agent.js';

/**
 * The agent as a process: settings from the environment, one JSON ready line on stdout, and a clean stop on SIGTERM or
 * SIGINT, after which this resolves.
 *
 * @throws AgentConfigInvalid with every wrong setting
 * @throws AgentStartRefused naming file and place, of a mapping that does not compile for one
 */
export async function runAgent(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = await readAgentConfig(environment);
  const running = await startAgent(config);
  const stopped = new Promise<void>((done) => {
    process.once('SIGTERM', () => done());
    process.once('SIGINT', () => done());
  });
  const { url, witness } = running;
  const ready = { ready: 'agent', partner: config.partner, url, ...(witness !== null && { witness }) };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await stopped;
  await running.close();
}
