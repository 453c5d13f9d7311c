import { parseArgs } from 'node:util';
import type { Verification } from '../audit/index.js';
import { loadDatabaseConfig } from '../config.js';
import { verifyLedger } from '../verify-ledger.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub verify: checks that nothing in the ledger was changed, left out or slipped in.

Usage: kernhub verify log --database [URL] [--key VKEY]... [--json]

  --database  reads the database of a hub: recomputes every leaf from its opened entry, the whole tree, and the
              signature of every checkpoint. Without URL the one that the settings name (see kernhub config --help).
              Entries are opened with HUB_KEYS_FILE and KEYS_DATABASE_URL; without them only the tree is checked.
  --key VKEY  the log's verifier key, as /ledger-key prints it; without it the one in HUB_KEYS_FILE. Take it from
              the roster or from a friend, not from whom you check.
  --json      prints the report as JSON.

Exits with 0 when the ledger holds, with 1 when it does not; then it names the first entry that is wrong.
`,
  run: async (args, { env, out }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        database: { type: 'boolean' },
        key: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const [subject, databaseUrl, ...rest] = positionals;
    if (subject !== 'log' || rest.length > 0) throw new UsageError('say what to verify: log');
    if (values.database !== true) throw new UsageError('say where it is: --database');
    const report = await verifyLedger(loadDatabaseConfig(env), {
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(values.key !== undefined && { verifierKeys: values.key }),
    });
    out(values.json === true ? asJson(report) : asText(report));
    return report.finding === null ? 0 : 1;
  },
};

const asJson = (report: Verification): string =>
  `${JSON.stringify(report, (_name, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;

function asText({ finding, checked, root }: Verification): string {
  const { entries, opened, erased, parts, checkpoints, pending } = checked;
  const counted = [
    `${entries} entries with a leaf, ${pending} waiting for theirs`,
    `${opened} opened and equal to their commitment, ${erased} erased, ${parts} parts`,
    `${checkpoints} signed checkpoints`,
  ];
  if (finding === null) {
    return `The ledger holds.\n${indented([...counted, `root ${root}`])}`;
  }
  const { rule, index, seq, entry, reason } = finding;
  const place = [
    ...(index === null ? [] : [`index ${index}`]),
    ...(seq === null ? [] : [`row ${seq}`]),
    ...(entry === null ? [] : [entry]),
  ];
  const where = place.length > 0 ? ` at ${place.join(', ')}` : '';
  return `The ledger does not hold${where}: ${reason} (${rule}).\nBefore that:\n${indented(counted)}`;
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');
