import { compileSchema } from '../../kernel/index.js';
import { type ReceiptVerification, verifyReceiptText } from '../../receipts/index.js';
import { fileSchemas } from './schemas.js';

const formats = {
  receipt: compileSchema(fileSchemas.receipt),
  accessStatement: compileSchema(fileSchemas.accessStatement),
};

/** What `kernhub verify receipt` does, by the same rules; without keys those in the file are believed. */
export const verifyInBrowser = (
  text: string,
  keys: { readonly verifierKeys?: readonly string[]; readonly hubKeys?: readonly string[] },
): Promise<ReceiptVerification> => verifyReceiptText({ name: 'file', text }, formats, keys);
