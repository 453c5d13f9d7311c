import { readFile } from 'node:fs/promises';
import { compileSchema, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';
import {
  type CertificateQuestion,
  type CertificateVerification,
  verifyCertificate,
} from '../domain/verify-certificate.js';

/**
 * Verifies an erasure certificate in a file, with the schema in another; needs nothing else.
 *
 * @throws Error when one of them cannot be read
 */
export async function verifyCertificateFile(
  files: { readonly certificate: string; readonly schema: string },
  question: Omit<CertificateQuestion, 'checkFormat'>,
): Promise<CertificateVerification> {
  const checkFormat = compileSchema(JSON.parse(await readFile(files.schema, 'utf8')) as object);
  try {
    const certificate = parseStrictJson(await readFile(files.certificate, 'utf8'));
    return await verifyCertificate(certificate, { ...question, checkFormat });
  } catch (error) {
    if (!(error instanceof JsonAmbiguous)) throw error;
    const says = `the file is not JSON with one meaning: ${error.pointer || '/'} ${error.reason}`;
    return { holds: false, claims: [{ claim: 'format', holds: false, says }], trust: [] };
  }
}
