import { parseArgs } from 'node:util';
import { createSecretFile } from '../kernel/index.js';
import { readProfile, stateKey } from '../profiles/index.js';
import { profilesFolder } from './call.js';
import { type Surroundings, UsageError } from './command.js';

/** `kernhub keys statement`: the fresh key of one question, and what the partner states about it. */
export async function stateKeyInFile(
  args: readonly string[],
  { env, out, err }: Surroundings,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      as: { type: 'string' },
      purpose: { type: 'string' },
      fields: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (values.as === undefined) throw new UsageError('say who asks with --as PROFILE');
  const [, purpose, version] = /^([a-z0-9-]+)@(\d{1,9})$/.exec(values.purpose ?? '') ?? [];
  if (purpose === undefined) throw new UsageError('say for what with --purpose ID@VERSION');
  const fields = (values.fields ?? '').split(',').filter((field) => field !== '');
  if (fields.length === 0) throw new UsageError('say which fields with --fields A,B');
  if (values.out === undefined) throw new UsageError('say where the private key goes with --out FILE');
  const profile = await readProfile(values.as, profilesFolder(env));
  const { keyStatement, privateJwk } = await stateKey(profile, { purpose, version: Number(version), fields });
  await createSecretFile(values.out, `${JSON.stringify(privateJwk, null, 2)}\n`);
  out(`${keyStatement}\n`);
  err(`${values.out} holds the private key of this question and is readable by its owner only.\n`);
  return 0;
}
