import { type Check, type Json, JsonAmbiguous, parseStrictJson } from '../../../kernel/index.js';
import { accessStatementFormat } from '../stated/access-statement.js';
import type { ReceiptQuestion, ReceiptVerification } from './proven.js';
import { type Kept, verifyAccessStatement } from './verify-access-statement.js';
import { verifyReceipt } from './verify-receipt.js';

/** Compiled consent-schemas/receipt.schema.json and access-statement.schema.json. */
export interface FileFormats {
  readonly receipt: Check;
  readonly accessStatement: Check;
}

/** The text of a file that the reader kept, and what it is called. */
export interface KeptText {
  readonly name: string;
  readonly text: string;
}

/** Other files were given beside a receipt, which is no list. */
export class NoListOfAccesses extends Error {
  override readonly name = 'NoListOfAccesses';
}

/**
 * Verifies the text of a receipt or of a list of accesses: the command and the page *check it yourself* both do it here.
 *
 * @param beside only for a list: receipts that must be in it, and lists that the same viewer got before
 * @throws NoListOfAccesses
 */
export async function verifyReceiptText(
  { name, text }: KeptText,
  formats: FileFormats,
  question: Omit<ReceiptQuestion, 'checkFormat'>,
  { holds, earlier }: { holds: readonly KeptText[]; earlier: readonly KeptText[] } = {
    holds: [],
    earlier: [],
  },
): Promise<ReceiptVerification> {
  try {
    const file = parseStrictJson(text);
    if (!isStatement(file)) {
      if (holds.length + earlier.length > 0) throw new NoListOfAccesses(`${name} is no list of accesses`);
      return await verifyReceipt(file, { ...question, checkFormat: formats.receipt });
    }
    return await verifyAccessStatement(file, {
      ...question,
      checkFormat: formats.accessStatement,
      checkReceipt: formats.receipt,
      holds: holds.map(keptIn),
      earlier: earlier.map(keptIn),
    });
  } catch (error) {
    if (!(error instanceof JsonAmbiguous)) throw error;
    const says = `the file is not JSON with one meaning: ${error.pointer || '/'} ${error.reason}`;
    return { holds: false, claims: [{ claim: 'format', holds: false, says }], trust: [] };
  }
}

const isStatement = (file: Json): boolean =>
  typeof file === 'object' && file !== null && 'format' in file && file.format === accessStatementFormat;

/** @throws JsonAmbiguous */
const keptIn = ({ name, text }: KeptText): Kept => ({ name, file: parseStrictJson(text) });
