import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileSchema, parseStrictJson } from '../../kernel/index.js';
import { type RetentionRule, retentionRule } from '../domain/retention-rule.js';

/** The rule is not one; the message names file and place. */
export class RetentionRuleInvalid extends Error {
  override readonly name = 'RetentionRuleInvalid';
}

/**
 * Reads retention.json of the region's catalogue, or the one that comes along where the region has none.
 *
 * @throws RetentionRuleInvalid
 */
export async function readRetentionRule(own: string | null, packaged: string): Promise<RetentionRule> {
  const ownFile = own === null ? null : join(own, 'retention.json');
  const file = ownFile !== null && existsSync(ownFile) ? ownFile : join(packaged, 'retention.json');
  let document: unknown;
  try {
    document = parseStrictJson(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new RetentionRuleInvalid(`${file}: ${(cause as Error).message}`, { cause });
  }
  const faults = compileSchema(retentionRule)(document);
  const named = new Set((document as Partial<RetentionRule>).classes?.map((one) => one.class));
  const places = [
    ...faults.map(({ pointer, reason }) => `${pointer || '/'} ${reason}`),
    ...(faults.length === 0 && named.size !== 4 ? ['/classes must name each class once'] : []),
  ];
  if (places.length > 0) throw new RetentionRuleInvalid(`${file}: ${places.join('; ')}`);
  return document as RetentionRule;
}
