/** Receipts that hubs gave in November 2026, kept as files: what was given once must hold as long as anyone keeps it. */
import { readdirSync, readFileSync } from 'node:fs';
import { signStatement } from '../../src/contract/index.js';
import { compileSchema, generatePrivateJwk, importSigningKey, publicJwkOf } from '../../src/kernel/index.js';
import { receiptDigest } from '../../src/receipts/domain/receipt-digest.js';
import { verifyReceipt } from '../../src/receipts/domain/verify/verify-receipt.js';
import type { Receipt } from '../../src/receipts/index.js';

const folder = new URL('examples/', import.meta.url);

export const examples = readdirSync(folder).map((file) => file.replace('.jsonld', ''));
export const example = (name: string): Receipt =>
  JSON.parse(readFileSync(new URL(`${name}.jsonld`, folder), 'utf8')) as Receipt;

export const schema = JSON.parse(
  readFileSync(new URL('../../consent-schemas/receipt.schema.json', import.meta.url), 'utf8'),
) as object;
export const checkFormat = compileSchema(schema);

type Question = Omit<Parameters<typeof verifyReceipt>[1], 'checkFormat'>;

export const verify = (receipt: unknown, question: Question = {}) =>
  verifyReceipt(receipt, { ...question, checkFormat });

/** A value in a receipt, by path; a copy is changed. */
export function changed(receipt: Receipt, path: string, value: unknown): Receipt {
  const copy = structuredClone(receipt);
  const [last = '', ...rest] = path.split('.').reverse();
  let at = copy as unknown as Record<string, unknown>;
  for (const name of rest.reverse()) at = at[name] as Record<string, unknown>;
  if (!(last in at)) throw new Error(`there is no ${path}`);
  at[last] = typeof value === 'function' ? value(at[last]) : value;
  return copy;
}

const forgersKey = generatePrivateJwk('Ed25519');

/** As a forger would who can sign anything with a key of his own. */
export async function signedAnew(receipt: Receipt): Promise<Receipt> {
  const key = await forgersKey;
  const issuedBy = { ...receipt.issuedBy, key: publicJwkOf(key) };
  const unsigned = { ...receipt, issuedBy };
  const statement = await signStatement(await importSigningKey(key), 'kernhub-family-receipt+jwt', {
    iss: issuedBy.origin,
    sub: receipt.id,
    digest: receiptDigest(unsigned),
    iat: 1,
  });
  return { ...unsigned, statement };
}
