import { type Command, type Surroundings, UsageError } from './command.js';
import { explain } from './explain.js';

interface Row {
  readonly summary: string;
  /** Loaded only when it is called: `--help` should not wait for a database driver. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

const commands: Readonly<Record<string, Row>> = {
  demo: {
    summary: 'play the whole story with an invented family, on this machine',
    load: () => import('./demo.js'),
  },
  hub: { summary: 'run the hub', load: () => import('./hub.js') },
  agent: { summary: "run a partner's agent, beside its own system", load: () => import('./agent.js') },
  evaluator: {
    summary: 'run the evaluator of pseudonyms, best at another organisation',
    load: () => import('./evaluator.js'),
  },
  witness: {
    summary: 'cosign ledgers, best at another organisation',
    load: () => import('./witness.js'),
  },
  config: {
    summary: 'show the settings that apply, or everything that is wrong with them',
    load: () => import('./config.js'),
  },
  catalogue: {
    summary: "check a region's catalogue and policies, and show who may share what",
    load: () => import('./catalogue.js'),
  },
  migrate: { summary: 'bring the databases to this version', load: () => import('./migrate.js') },
  backup: {
    summary: 'write the main database, or the key store, into a folder',
    load: () => import('./backup.js'),
  },
  restore: { summary: 'put backups into empty databases', load: () => import('./restore.js') },
  keys: {
    summary: 'make the keys of a hub, partner, officer, covenant or evaluator',
    load: () => import('./keys.js'),
  },
  call: {
    summary: 'make one call to a hub by hand, as a partner, professional, officer or parent',
    load: () => import('./call.js'),
  },
  open: {
    summary: 'check and open what an exchange brought, or why an emergency could not wait',
    load: () => import('./open.js'),
  },
  roster: { summary: 'sign the covenant roster', load: () => import('./roster.js') },
  verify: {
    summary: 'check a receipt, or the ledger entry by entry, and replay its rules',
    load: () => import('./verify.js'),
  },
  audit: { summary: 'export the ledger, opened, for an auditor', load: () => import('./audit.js') },
  ldv: {
    summary: 'send an export to a Logboek Dataverwerkingen, until every line was acknowledged',
    load: () => import('./ldv.js'),
  },
};

/** Runs one command line. @returns the exit code: 0 done, 1 failed, 2 asked in a way that cannot be done */
export async function runKernhub(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  const { out, err } = surroundings;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = name === 'help' ? commands[rest[0] ?? ''] : undefined;
    out(asked === undefined ? overview() : (await asked.load()).command.help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    out(`${await version()}\n`);
    return 0;
  }
  const row = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (row === undefined) {
    err(`kernhub: there is no command "${name}". Run kernhub --help for the list.\n`);
    return 2;
  }
  const { command } = await row.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    out(command.help);
    return 0;
  }
  try {
    return await command.run(rest, surroundings);
  } catch (error) {
    err(explain(name, error));
    return isUsage(error) ? 2 : 1;
  }
}

/** What was handed in cannot be used, whatever the state of the world. */
const unusable: ReadonlySet<string> = new Set([
  'ConfigInvalid',
  'AgentConfigInvalid',
  'EvaluatorSettingsInvalid',
  'WitnessSettingsInvalid',
  'ProfileInvalid',
]);

/** `parseArgs` names its own errors by code. */
function isUsage(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return (
    (typeof name === 'string' && unusable.has(name)) ||
    (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))
  );
}

function overview(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `kernhub: lets the partners around a child share exactly what a purpose needs, with the family's say recorded.

Usage: kernhub <command> [options]

${rows.join('\n')}

  kernhub <command> --help tells everything about one command; kernhub --version the version.

Start here: \`kernhub demo\` plays the whole story with an invented family, on this machine, without configuration.
Settings come from the environment; \`kernhub config --help\` lists them.
Exit codes: 0 done, 1 failed, 2 the command or the configuration cannot be used.
`;
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
