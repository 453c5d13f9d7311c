import { readFile } from 'node:fs/promises';
import { compileSchema, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';
import {
  type ReceiptQuestion,
  type ReceiptVerification,
  verifyReceipt,
} from '../domain/verify/verify-receipt.js';

/**
 * Verifies a receipt in a file, with the schema in another; needs nothing else.
 *
 * @throws Error when one of them cannot be read
 */
export async function verifyReceiptFile(
  files: { readonly receipt: string; readonly schema: string },
  question: Omit<ReceiptQuestion, 'checkFormat'>,
): Promise<ReceiptVerification> {
  const checkFormat = compileSchema(JSON.parse(await readFile(files.schema, 'utf8')) as object);
  try {
    const receipt = parseStrictJson(await readFile(files.receipt, 'utf8'));
    return await verifyReceipt(receipt, { ...question, checkFormat });
  } catch (error) {
    if (!(error instanceof JsonAmbiguous)) throw error;
    const says = `the file is not JSON with one meaning: ${error.pointer || '/'} ${error.reason}`;
    return { holds: false, claims: [{ claim: 'format', holds: false, says }], trust: [] };
  }
}
