import { readFile } from 'node:fs/promises';
import { type Check, compileSchema } from '../../kernel/index.js';
import type { ReceiptQuestion, ReceiptVerification } from '../domain/verify/proven.js';
import { type KeptText, verifyReceiptText } from '../domain/verify/verify-text.js';

export interface ReceiptFiles {
  /** A receipt, or a list of accesses. */
  readonly receipt: string;
  /** consent-schemas/receipt.schema.json and access-statement.schema.json. */
  readonly schemas: { readonly receipt: string; readonly accessStatement: string };
  /** Receipts that must be in the list. */
  readonly holds?: readonly string[];
  /** Lists that the same viewer got before. */
  readonly earlier?: readonly string[];
}

/**
 * Verifies a receipt or a list of accesses in a file, with the schemas in others; needs nothing else.
 *
 * @throws NoListOfAccesses
 * @throws Error when one of them cannot be read
 */
export async function verifyReceiptFile(
  { receipt, schemas, holds = [], earlier = [] }: ReceiptFiles,
  question: Omit<ReceiptQuestion, 'checkFormat'>,
): Promise<ReceiptVerification> {
  const formats = {
    receipt: await schemaIn(schemas.receipt),
    accessStatement: await schemaIn(schemas.accessStatement),
  };
  return verifyReceiptText(await keptIn(receipt), formats, question, {
    holds: await Promise.all(holds.map(keptIn)),
    earlier: await Promise.all(earlier.map(keptIn)),
  });
}

const schemaIn = async (path: string): Promise<Check> =>
  compileSchema(JSON.parse(await readFile(path, 'utf8')) as object);

const keptIn = async (path: string): Promise<KeptText> => ({
  name: path,
  text: await readFile(path, 'utf8'),
});
