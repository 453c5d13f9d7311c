/** Asking for lists of accesses over the API, and the log that they stand in as an export. */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportLog, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { AccessStatement } from '../../src/receipts/index.js';
import { openVault } from '../../src/vault/index.js';
import type { Caller } from '../harness/caller.js';
import type { Parent } from '../harness/family.js';
import type { TestHub } from '../harness/hub.js';

export interface GivenStatement {
  readonly status: number;
  readonly text: string;
  readonly file: AccessStatement;
}

async function given(asked: ReturnType<Caller['post']>): Promise<GivenStatement> {
  const { status, text } = await asked;
  if (status !== 200 && status !== 201) throw new Error(`no statement: ${status} ${text}`);
  return { status, text, file: JSON.parse(text) as AccessStatement };
}

export const stateFor = ({ caller, child }: Pick<Parent, 'caller' | 'child'>): Promise<GivenStatement> =>
  given(caller.post(`/v1/me/children/${child}/access-statements`, undefined));

export const stateForOfficer = (officer: Caller, subject: string): Promise<GivenStatement> =>
  given(officer.post('/v1/audit/access-statements', { subject, reason: 'vraag van de toezichthouder' }));

export const subjectIn = ({ ledger }: AccessStatement): string => String(ledger.opened.payload.subject);

/** @returns the lines of an export */
export async function exported(hub: TestHub, folder: string, name = 'log'): Promise<readonly string[]> {
  const file = join(folder, `${name}.ndjson`);
  const keysPool = openPool(hub.fresh.keysUrl);
  try {
    const { finding } = await exportLog({
      pool: hub.fresh.database.pool,
      vault: openVault({ keysPool, keys: hub.hubKeys }),
      origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
      verifierKeys: hub.ledger.verifierKeys(),
      kinds: entryKinds,
      write: (lines) => appendFile(file, lines),
    });
    if (finding !== null) throw new Error(`the log does not hold: ${finding.reason}`);
    return (await readFile(file, 'utf8')).trimEnd().split('\n');
  } finally {
    await keysPool.end();
  }
}

export async function replayed(hub: TestHub, folder: string, name: string) {
  await exported(hub, folder, name);
  return verifyExport({ file: join(folder, `${name}.ndjson`), kinds: entryKinds });
}
