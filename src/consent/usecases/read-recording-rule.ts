import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileSchema, parseStrictJson } from '../../kernel/index.js';
import { type RecordingRule, recordingRule } from '../domain/recording.js';

/** The rule is not one; the message names file and place. */
export class RecordingRuleInvalid extends Error {
  override readonly name = 'RecordingRuleInvalid';
}

/**
 * Reads recording.json of the region's catalogue, or the one that comes along where the region has none.
 *
 * @throws RecordingRuleInvalid
 */
export async function readRecordingRule(own: string | null, packaged: string): Promise<RecordingRule> {
  const ownFile = own === null ? null : join(own, 'recording.json');
  const file = ownFile !== null && existsSync(ownFile) ? ownFile : join(packaged, 'recording.json');
  let document: unknown;
  try {
    document = parseStrictJson(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new RecordingRuleInvalid(`${file}: ${(cause as Error).message}`, { cause });
  }
  const faults = compileSchema(recordingRule)(document);
  if (faults.length > 0) {
    const places = faults.map(({ pointer, reason }) => `${pointer || '/'} ${reason}`);
    throw new RecordingRuleInvalid(`${file}: ${places.join('; ')}`);
  }
  return document as RecordingRule;
}
