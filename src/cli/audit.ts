import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ExportedLog } from '../audit/index.js';
import { loadDatabaseConfig } from '../config.js';
import { exportLedger } from '../verify-ledger.js';
import { type Command, type Surroundings, UsageError } from './command.js';
import { progressLine } from './progress-line.js';

export const command: Command = {
  help: `kernhub audit: hands the log to an auditor, opened.

Usage: kernhub audit export [--out FILE] [--database URL] [--key VKEY]...

  --out FILE      writes the export there, readable by its owner only; never overwrites. Without it to the output.
  --database URL  another database than the one that the settings name (see kernhub config --help)
  --key VKEY      the log's verifier key; without it those that follow from HUB_KEYS_FILE

Needs the database, the key store and HUB_KEYS_FILE, because it opens every entry. The export is NDJSON: a header with
the log's name, its verifier keys and the signed checkpoint, then one entry a line, in the order of the tree. It names
children and persons by opaque ids and holds birth dates and what families chose: handle it as the files it came from.
Check it anywhere with kernhub verify log FILE.

Exits with 0 when all was written, with 1 when the log does not hold; then the export ends before the first entry that
is wrong.
`,
  run: async (args, surroundings) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        database: { type: 'string' },
        key: { type: 'string', multiple: true },
      },
      allowPositionals: true,
    });
    if (positionals.join(' ') !== 'export') throw new UsageError('say what to do: export');
    const question = {
      ...(values.database !== undefined && { databaseUrl: values.database }),
      ...(values.key !== undefined && { verifierKeys: values.key }),
    };
    const progress = progressLine(surroundings.err);
    const config = loadDatabaseConfig(surroundings.env);
    const exported = await writingTo(values.out, surroundings, (write) =>
      exportLedger(config, question, { write, onProgress: progress.at }),
    );
    progress.end();
    surroundings.err(summary(exported));
    return exported.finding === null ? 0 : 1;
  },
};

type Write = (lines: string) => Promise<void>;

async function writingTo<T>(
  file: string | undefined,
  { out }: Surroundings,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  if (file === undefined) return work(async (lines) => out(lines));
  // Not overwritten, and not readable by others for a moment either.
  const handle = await open(file, 'wx', 0o600);
  try {
    return await work(async (lines) => {
      await handle.write(lines);
    });
  } finally {
    await handle.close();
  }
}

function summary({ finding, entries, erased }: ExportedLog): string {
  if (finding === null) return `${entries} entries, ${erased} of them erased.\n`;
  const { index, reason, rule } = finding;
  const place = index === null ? '' : ` at index ${index}`;
  return `The ledger does not hold${place}: ${reason} (${rule}). The export ends before it, after ${entries} entries.\n`;
}
