import { readFile } from 'node:fs/promises';
import { compileSchema, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';
import type { EvidenceQuestion, EvidenceVerification } from '../domain/evidence/verify/question.js';
import { verifyEvidence } from '../domain/evidence/verify/verify-evidence.js';

export interface EvidenceFiles {
  readonly evidence: string;
  /** consent-schemas/evidence.schema.json. */
  readonly schema: string;
}

/**
 * Verifies evidence in a file, with the schema in another; needs nothing else.
 *
 * @throws Error when one of them cannot be read
 */
export async function verifyEvidenceFile(
  { evidence, schema }: EvidenceFiles,
  question: Omit<EvidenceQuestion, 'checkFormat'>,
): Promise<EvidenceVerification> {
  const checkFormat = compileSchema(JSON.parse(await readFile(schema, 'utf8')) as object);
  const text = await readFile(evidence, 'utf8');
  try {
    return await verifyEvidence(parseStrictJson(text), { ...question, checkFormat });
  } catch (error) {
    if (!(error instanceof JsonAmbiguous)) throw error;
    const says = `the file is not JSON with one meaning: ${error.pointer || '/'} ${error.reason}`;
    return { holds: false, claims: [{ claim: 'format', holds: false, says }], trust: [] };
  }
}
