import { readFile } from 'node:fs/promises';
import { type Check, compileSchema, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';
import { accessStatementFormat } from '../domain/stated/access-statement.js';
import type { ReceiptQuestion, ReceiptVerification } from '../domain/verify/proven.js';
import { type Kept, verifyAccessStatement } from '../domain/verify/verify-access-statement.js';
import { verifyReceipt } from '../domain/verify/verify-receipt.js';

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

/** Other files were given beside a receipt, which is no list. */
export class NoListOfAccesses extends Error {
  override readonly name = 'NoListOfAccesses';
}

/**
 * Verifies a receipt or a list of accesses in a file, with the schemas in others; needs nothing else.
 *
 * @throws NoListOfAccesses
 * @throws Error when one of them cannot be read
 */
export async function verifyReceiptFile(
  { receipt: name, schemas, holds = [], earlier = [] }: ReceiptFiles,
  question: Omit<ReceiptQuestion, 'checkFormat'>,
): Promise<ReceiptVerification> {
  const checkReceipt = await schemaIn(schemas.receipt);
  try {
    const { file } = await keptIn(name);
    if (!isStatement(file)) {
      if (holds.length + earlier.length > 0) throw new NoListOfAccesses(`${name} is no list of accesses`);
      return await verifyReceipt(file, { ...question, checkFormat: checkReceipt });
    }
    return await verifyAccessStatement(file, {
      ...question,
      checkFormat: await schemaIn(schemas.accessStatement),
      checkReceipt,
      holds: await Promise.all(holds.map(keptIn)),
      earlier: await Promise.all(earlier.map(keptIn)),
    });
  } catch (error) {
    if (!(error instanceof JsonAmbiguous)) throw error;
    const says = `the file is not JSON with one meaning: ${error.pointer || '/'} ${error.reason}`;
    return { holds: false, claims: [{ claim: 'format', holds: false, says }], trust: [] };
  }
}

const isStatement = (file: unknown): boolean =>
  typeof file === 'object' && file !== null && 'format' in file && file.format === accessStatementFormat;

const schemaIn = async (path: string): Promise<Check> =>
  compileSchema(JSON.parse(await readFile(path, 'utf8')) as object);

/** @throws JsonAmbiguous */
const keptIn = async (path: string): Promise<Kept> => ({
  name: path,
  file: parseStrictJson(await readFile(path, 'utf8')),
});
