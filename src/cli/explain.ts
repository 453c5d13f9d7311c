/** Errors whose message was written for whoever runs a command: no stack, no surprise. */
const explained: ReadonlySet<string> = new Set([
  'UsageError',
  'ConfigInvalid',
  'StartRefused',
  'LedgerContradicted',
  'LedgerDamaged',
  'LedgerKeyUnknown',
  'CatalogueInvalid',
  'PublishedFileChanged',
  'PolicyInvalid',
  'HubKeysInvalid',
  'SecretFileUnusable',
  'MigrationFailed',
  'BackupRefused',
  'RetentionRuleInvalid',
  'AgentConfigInvalid',
  'AgentStartRefused',
  'EvaluatorSettingsInvalid',
  'WitnessSettingsInvalid',
  'WitnessStartRefused',
  'MappingInvalid',
  'PortsTaken',
  'StartFailed',
  'StatementInvalid',
  'NoteInvalid',
  'ProfileInvalid',
  'SignInFailed',
  'SignInRefused',
  'HubRefusal',
  'HubUnreachable',
  'ProviderUnavailable',
]);

/** What to print about an error: a sentence for one that is known, everything for one that is not. */
export function explain(command: string, error: unknown): string {
  if (!(error instanceof Error)) return `kernhub ${command}: ${String(error)}\n`;
  const system = systemSentence(error);
  if (system !== null) return `kernhub ${command}: ${system}\n`;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) {
    return `kernhub ${command}: ${firstSentence(error.message)}. Run kernhub ${command} --help.\n`;
  }
  if (error.name === 'UsageError') {
    return `kernhub ${command}: ${error.message}. Run kernhub ${command} --help.\n`;
  }
  if (error.name === 'ConfigInvalid') {
    const lines = error.message.split('\n').map((line) => `  ${line}`);
    return `kernhub ${command}: the configuration cannot be used:\n${lines.join('\n')}\n`;
  }
  if (explained.has(error.name)) return `kernhub ${command}: ${error.message}\n`;
  return `kernhub ${command}: something went wrong that this program did not foresee.\n${error.stack ?? error.message}\n`;
}

const firstSentence = (text: string): string => text.split('. ')[0] ?? text;

function systemSentence(error: Error): string | null {
  const { code, address, hostname, port, path, syscall } = error as NodeJS.ErrnoException & {
    address?: string;
    hostname?: string;
    port?: number;
  };
  if (code === 'EADDRINUSE') return `port ${port} is in use; choose another or stop what listens there`;
  if (code === 'EACCES' && syscall === 'listen') return `port ${port} may not be used by this user`;
  if (code === 'EADDRNOTAVAIL') return `this machine has no address ${address}`;
  if (code === 'ENOTFOUND' && syscall === 'getaddrinfo') return `no machine is known as ${hostname}`;
  if (code === 'ECONNREFUSED') return `nothing answers at ${address}:${port}`;
  if (code === 'ENOENT' && path !== undefined) return `${path} does not exist`;
  if (code === 'EACCES' && path !== undefined) return `${path} may not be used by this user`;
  if (code === 'EEXIST' && path !== undefined) return `${path} exists already`;
  // PostgreSQL: wrong password or role, no such database.
  if (code === '28P01' || code === '28000') return 'the database refuses this role or password';
  if (code === '3D000') return 'the database does not exist';
  return null;
}
