import { parseArgs } from 'node:util';
import { agentSettings, readAgentConfig, readWitnessSettings, witnessSettings } from '../agent/index.js';
import { loadConfig } from '../config.js';
import { type DescribedSetting, describeConfig, describedSettings } from '../config-description.js';
import { settings } from '../config-settings.js';
import { evaluatorSettings, readEvaluatorSettings } from '../evaluator/index.js';
import { type Command, type Surroundings, UsageError } from './command.js';
import { settingsList } from './settings-list.js';

type Described = (env: Surroundings['env']) => Promise<readonly DescribedSetting[]>;

/** What applies to each process, once it could start with it. */
const processes: Readonly<Record<string, Described>> = {
  hub: async (env) => loadConfig(env).described,
  agent: async (env) => {
    await readAgentConfig(env);
    return describedSettings(agentSettings, env);
  },
  evaluator: async (env) => {
    readEvaluatorSettings(env);
    return describedSettings(evaluatorSettings, env);
  },
  witness: async (env) => {
    readWitnessSettings(env);
    return describedSettings(witnessSettings, env);
  },
};

export const command: Command = {
  help: `kernhub config: shows the settings of a process as they apply, with secrets hidden.

Usage: kernhub config [hub | agent | evaluator | witness]

Without a name those of the hub. Says everything that is wrong at once, and then exits with 2. In production
(KERNHUB_MODE=production) there are no default secrets, no plain http, no issuer on this machine and no database of its own.

Settings of the hub, all from the environment (for the others see the --help of each):
${settingsList(settings)}
`,
  run: async (args, { env, out }) => {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const [name = 'hub', ...others] = positionals;
    const described = Object.hasOwn(processes, name) ? processes[name] : undefined;
    if (described === undefined || others.length > 0) {
      throw new UsageError(`of which process? One of ${Object.keys(processes).join(', ')}`);
    }
    out(`${describeConfig({ described: await described(env) })}\n`);
    return 0;
  },
};
