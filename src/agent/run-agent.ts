import { readAgentConfig } from './config.js';
import { type RunningAgent, startAgent } from './start-agent.js';

/**
 * The agent as a process: settings from the environment, one JSON ready line on stdout, a clean stop on SIGTERM or
 * SIGINT.
 *
 * @throws AgentConfigInvalid with every wrong setting; FileMalformed naming file and place of a mapping
 */
export async function runAgent(environment: NodeJS.ProcessEnv): Promise<RunningAgent> {
  const config = await readAgentConfig(environment);
  const running = await startAgent(config);
  process.stdout.write(`${JSON.stringify({ ready: 'agent', partner: config.partner, url: running.url })}\n`);
  const stop = (): void => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return running;
}
