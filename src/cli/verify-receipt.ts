import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageFolders } from '../package-folders.js';
import { NoListOfAccesses, type ReceiptVerification, verifyReceiptFile } from '../receipts/offline.js';
import { parseWitnessPolicy } from '../tlog/index.js';
import { type Surroundings, UsageError } from './command.js';

const schemas = {
  receipt: join(packageFolders.consentSchemas, 'receipt.schema.json'),
  accessStatement: join(packageFolders.consentSchemas, 'access-statement.schema.json'),
};

/** `kernhub verify receipt FILE …`: needs neither settings nor a network. @returns 0 when it holds, else 1 */
export async function verifyReceiptCommand(args: readonly string[], { out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      key: { type: 'string', multiple: true },
      'hub-key': { type: 'string', multiple: true },
      passkey: { type: 'string', multiple: true },
      witnesses: { type: 'string' },
      holds: { type: 'string', multiple: true },
      earlier: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [receipt, ...rest] = positionals;
  if (receipt === undefined || rest.length > 0) throw new UsageError('say which receipt: FILE');
  const {
    key: verifierKeys,
    'hub-key': hubKeys,
    passkey: passkeys,
    witnesses,
    holds = [],
    earlier = [],
  } = values;
  const report = await verifyReceiptFile(
    { receipt, schemas, holds, earlier },
    {
      ...(verifierKeys !== undefined && { verifierKeys }),
      ...(hubKeys !== undefined && { hubKeys }),
      ...(passkeys !== undefined && { passkeys }),
      ...(witnesses !== undefined && { witnesses: parseWitnessPolicy(await readFile(witnesses, 'utf8')) }),
    },
  ).catch((error: unknown) => {
    if (!(error instanceof NoListOfAccesses)) throw error;
    throw new UsageError(`--holds and --earlier are for a list of accesses: ${error.message}`);
  });
  out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : receiptReport(report));
  return report.holds ? 0 : 1;
}

function receiptReport({ holds, claims, trust }: ReceiptVerification): string {
  const checked = claims.map((claim) => `  ${claim.holds ? '✓' : '✗'} ${claim.says} (${claim.claim})`);
  const head = holds ? 'The receipt holds.' : 'The receipt does not hold.';
  const taken =
    trust.length === 0 ? [] : ['What you still take on trust:', ...trust.map((line) => `  - ${line}`)];
  return `${[head, ...checked, ...taken].join('\n')}\n`;
}
