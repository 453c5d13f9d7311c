import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { type Code, problems } from '../../contract/index.js';
import { placeInText } from '../../kernel/index.js';
import { type PolicyFault, PolicyInvalid } from '../domain/errors.js';
import type { Scope } from '../domain/scope.js';

export const schemaFile = 'schema.cedarschema';

export interface PolicyFiles {
  /** File name to text, the schema's too, in order of name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly policies: ReadonlyMap<string, Placed>;
}

interface Placed extends Policy {
  readonly file: string;
}

/**
 * Reads a folder of Cedar files and gives each policy the id of its `@id`.
 *
 * @throws PolicyInvalid with every file that cannot be read, does not parse, or holds a policy without an id
 */
export async function readPolicyFiles(folder: string): Promise<PolicyFiles> {
  const names = (await readdir(folder)).filter((name) => /\.cedar(schema)?$/.test(name)).sort();
  const texts: Record<string, string> = {};
  for (const name of names) texts[name] = await readFile(join(folder, name), 'utf8');
  const faults: PolicyFault[] = [];
  if (texts[schemaFile] === undefined) faults.push({ file: schemaFile, reason: 'is missing' });
  const policies = policiesOf(texts, faults);
  if (policies.size === 0 && faults.length === 0) {
    faults.push({ file: '*.cedar', reason: 'there is no policy, so nothing could flow' });
  }
  if (faults.length > 0) throw new PolicyInvalid(faults);
  return { texts, policies };
}

/** Each policy of a set by its id; what is wrong with the texts is added to `faults`. */
function policiesOf(texts: PolicyFiles['texts'], faults: PolicyFault[]): Map<string, Placed> {
  const policies = new Map<string, Placed>();
  for (const file of Object.keys(texts).filter((name) => name !== schemaFile)) {
    for (const policy of policiesIn(file, texts[file] ?? '', faults)) {
      const other = policies.get(policy.id);
      if (other === undefined) policies.set(policy.id, { ...policy, file });
      else faults.push({ file, reason: `the id "${policy.id}" is also in ${other.file}` });
    }
  }
  return policies;
}

/** Each policy of texts that were in force once, by its id. */
export const policiesInTexts = (
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, { readonly text: string; readonly file: string }> => policiesOf(texts, []);

interface Policy {
  readonly id: string;
  readonly text: string;
  readonly refusal: Code | null;
  readonly scope: Scope;
}

/** What is wrong with the file is added to `faults`. */
function policiesIn(file: string, text: string, faults: PolicyFault[]): readonly Policy[] {
  const fault = (reason: string) => void faults.push({ file, reason });
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') {
    for (const error of parts.errors) fault(describe(error, text));
    return [];
  }
  if (parts.policy_templates.length > 0) fault('templates are not used here');
  return parts.policies.flatMap((policy) => {
    const parsed = cedar.policyToJson(policy);
    const json = parsed.type === 'success' ? parsed.json : null;
    const { id, refusal = null } = json?.annotations ?? {};
    // Without a value it is null, whatever its type says.
    if (json === null || typeof id !== 'string') {
      fault(`${placeInText(text, text.indexOf(policy))}: a policy has no @id`);
      return [];
    }
    if (refusal !== null && !isCode(refusal)) {
      fault(`the @refusal of "${id}" is not a code of the hub: ${refusal}`);
      return [];
    }
    return [{ id, text: policy, refusal, scope: json }];
  });
}

const isCode = (text: string): text is Code => Object.hasOwn(problems, text);

export interface CedarError {
  readonly message: string;
  readonly help: string | null;
  readonly sourceLocations?: readonly { readonly start: number }[];
}

/** Cedar's own words, with the line where a place is known. */
export function describe(error: CedarError, text?: string): string {
  const start = error.sourceLocations?.[0]?.start;
  const place =
    start === undefined || text === undefined
      ? ''
      : `line ${Buffer.from(text).subarray(0, start).toString('utf8').split('\n').length}: `;
  return `${place}${error.message}${error.help === null ? '' : ` (${error.help})`}`;
}
