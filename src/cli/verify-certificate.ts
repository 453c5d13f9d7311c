import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageFolders } from '../package-folders.js';
import { type CertificateVerification, verifyCertificateFile } from '../rights/offline.js';
import { parseWitnessPolicy } from '../tlog/index.js';
import { type Surroundings, UsageError } from './command.js';

/** `kernhub verify certificate FILE …`: needs neither settings nor a network. @returns 0 when it holds, else 1 */
export async function verifyCertificateCommand(
  args: readonly string[],
  { out }: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      key: { type: 'string', multiple: true },
      'hub-key': { type: 'string', multiple: true },
      'officer-key': { type: 'string', multiple: true },
      witnesses: { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [certificate, ...rest] = positionals;
  if (certificate === undefined || rest.length > 0) throw new UsageError('say which certificate: FILE');
  const { key: verifierKeys, 'hub-key': hubKeys, 'officer-key': officerKeys, witnesses } = values;
  const schema = join(packageFolders.consentSchemas, 'erasure-certificate.schema.json');
  const report = await verifyCertificateFile(
    { certificate, schema },
    {
      ...(verifierKeys !== undefined && { verifierKeys }),
      ...(hubKeys !== undefined && { hubKeys }),
      ...(officerKeys !== undefined && { officerKeys }),
      ...(witnesses !== undefined && { witnesses: parseWitnessPolicy(await readFile(witnesses, 'utf8')) }),
    },
  );
  out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : certificateReport(report));
  return report.holds ? 0 : 1;
}

function certificateReport({ holds, claims, trust }: CertificateVerification): string {
  const checked = claims.map((claim) => `  ${claim.holds ? '✓' : '✗'} ${claim.says} (${claim.claim})`);
  const head = holds ? 'The certificate holds.' : 'The certificate does not hold.';
  const taken =
    trust.length === 0 ? [] : ['What you still take on trust:', ...trust.map((line) => `  - ${line}`)];
  return `${[head, ...checked, ...taken].join('\n')}\n`;
}
