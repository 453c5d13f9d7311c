import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EvidenceVerification, verifyEvidenceFile } from '../audit/offline.js';
import { entryKinds } from '../entry-kinds.js';
import { packageFolders } from '../package-folders.js';
import { parseWitnessPolicy } from '../tlog/index.js';
import { type Surroundings, UsageError } from './command.js';

const schema = join(packageFolders.consentSchemas, 'evidence.schema.json');

/** `kernhub verify evidence FILE …`: needs neither settings nor a network. @returns 0 when it holds, else 1 */
export async function verifyEvidenceCommand(args: readonly string[], { out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      key: { type: 'string', multiple: true },
      'covenant-key': { type: 'string', multiple: true },
      witnesses: { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [evidence, ...rest] = positionals;
  if (evidence === undefined || rest.length > 0) throw new UsageError('say which evidence: FILE');
  const { key: verifierKeys, 'covenant-key': covenantKeys, witnesses } = values;
  const report = await verifyEvidenceFile(
    { evidence, schema },
    {
      kinds: entryKinds,
      ...(verifierKeys !== undefined && { verifierKeys }),
      ...(covenantKeys !== undefined && { covenantKeys }),
      ...(witnesses !== undefined && { witnesses: parseWitnessPolicy(await readFile(witnesses, 'utf8')) }),
    },
  );
  out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : evidenceReport(report));
  return report.holds ? 0 : 1;
}

function evidenceReport({ holds, claims, trust }: EvidenceVerification): string {
  const checked = claims.map((claim) => `  ${claim.holds ? '✓' : '✗'} ${claim.says} (${claim.claim})`);
  const head = holds ? 'The evidence holds.' : 'The evidence does not hold.';
  const taken = trust.length === 0 ? [] : ['What it does not show:', ...trust.map((line) => `  - ${line}`)];
  return `${[head, ...checked, ...taken].join('\n')}\n`;
}
