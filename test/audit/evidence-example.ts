/** Evidence that a hub gave in November 2026, kept as files with the key it signed them with, so that a test can lie as it. */
import { readFileSync } from 'node:fs';
import type { Evidence, EvidenceQuestion } from '../../src/audit/offline.js';
import { verifyEvidence } from '../../src/audit/offline.js';
import { signStatement } from '../../src/contract/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { compileSchema, importSigningKey, type PrivateJwk } from '../../src/kernel/index.js';
import { receiptDigest } from '../../src/receipts/offline.js';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as unknown;

export const examples = ['stopped', 'refused', 'emergency'] as const;
export const example = (name: (typeof examples)[number]): Evidence =>
  read(`evidence/${name}.json`) as Evidence;

export const checkFormat = compileSchema(read('../../consent-schemas/evidence.schema.json') as object);

export const verify = (file: unknown, question: Partial<EvidenceQuestion> = {}) =>
  verifyEvidence(file, { checkFormat, kinds: entryKinds, ...question });

export type Path = readonly (string | number)[];

/** A copy in which the value at a path is another, or is not there. */
export function changed(file: Evidence, path: Path, to: (value: unknown) => unknown): Evidence {
  const copy = structuredClone(file);
  let at = copy as unknown as Record<string, unknown>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  at[last] = to(at[last]);
  return copy;
}

const hubKey = importSigningKey(read('evidence/hub-key.json') as PrivateJwk);

/** As the hub itself would, that gave the file and now lies: every word of it under its own signature. */
export async function signedAgain(file: Evidence): Promise<Evidence> {
  const iat = Math.floor(Date.parse(file.issuedAt) / 1000);
  const statement = await signStatement(await hubKey, 'kernhub-evidence+jwt', {
    iss: file.issuedBy.origin,
    sub: file.exchange,
    digest: receiptDigest(file),
    iat: Number.isSafeInteger(iat) && iat > 0 ? iat : 1,
  });
  return { ...file, statement };
}
