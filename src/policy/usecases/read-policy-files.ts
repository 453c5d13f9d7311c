import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { type Code, problems } from '../../contract/index.js';
import { placeInText } from '../../kernel/index.js';
import { PolicyInvalid } from '../domain/errors.js';

export const schemaFile = 'schema.cedarschema';

export interface PolicyFiles {
  /** File name to text, the schema's too, in order of name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly policies: ReadonlyMap<
    string,
    { readonly text: string; readonly file: string; readonly refusal: Code | null }
  >;
}

/**
 * Reads a folder of Cedar files and gives each policy the id of its `@id`.
 *
 * @throws PolicyInvalid naming the file that cannot be read, does not parse, or holds a policy without an id
 */
export async function readPolicyFiles(folder: string): Promise<PolicyFiles> {
  const names = (await readdir(folder)).filter((name) => /\.cedar(schema)?$/.test(name)).sort();
  const texts: Record<string, string> = {};
  for (const name of names) texts[name] = await readFile(join(folder, name), 'utf8');
  if (texts[schemaFile] === undefined) throw new PolicyInvalid(schemaFile, ['is missing']);
  const policies = new Map<string, { text: string; file: string; refusal: Code | null }>();
  for (const file of names.filter((name) => name !== schemaFile)) {
    for (const policy of policiesIn(file, texts[file] ?? '')) {
      const other = policies.get(policy.id);
      if (other !== undefined) {
        throw new PolicyInvalid(file, [`the id "${policy.id}" is also in ${other.file}`]);
      }
      policies.set(policy.id, { text: policy.text, file, refusal: policy.refusal });
    }
  }
  if (policies.size === 0) throw new PolicyInvalid('*.cedar', ['there is no policy, so nothing could flow']);
  return { texts, policies };
}

function policiesIn(file: string, text: string) {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') {
    throw new PolicyInvalid(
      file,
      parts.errors.map((error) => describe(error, text)),
    );
  }
  if (parts.policy_templates.length > 0) throw new PolicyInvalid(file, ['templates are not used here']);
  return parts.policies.map((policy) => {
    const parsed = cedar.policyToJson(policy);
    const annotations = parsed.type === 'success' ? parsed.json.annotations : undefined;
    const id = annotations?.id;
    if (id === undefined)
      throw new PolicyInvalid(file, [`${placeInText(text, text.indexOf(policy))}: a policy has no @id`]);
    return { id, text: policy, refusal: refusalIn(file, id, annotations?.refusal) };
  });
}

function refusalIn(file: string, id: string, refusal: string | undefined): Code | null {
  if (refusal === undefined) return null;
  if (!Object.hasOwn(problems, refusal)) {
    throw new PolicyInvalid(file, [`the @refusal of "${id}" is not a code of the hub: ${refusal}`]);
  }
  return refusal as Code;
}

/** Cedar's own words, with the line where a place is known. */
export function describe(
  error: {
    readonly message: string;
    readonly help: string | null;
    readonly sourceLocations?: readonly { start: number }[];
  },
  text?: string,
): string {
  const start = error.sourceLocations?.[0]?.start;
  const place =
    start === undefined || text === undefined
      ? ''
      : `line ${Buffer.from(text).subarray(0, start).toString('utf8').split('\n').length}: `;
  return `${place}${error.message}${error.help === null ? '' : ` (${error.help})`}`;
}
