import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Claims, roster, signStatement } from '../contract/index.js';
import {
  compileSchema,
  importSigningKey,
  JsonAmbiguous,
  jsonBreaksAt,
  type PrivateJwk,
  parseStrictJson,
  readSecretFile,
} from '../kernel/index.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub roster: signs the list of partners and their keys with the covenant key. Works without a network.

Usage: kernhub roster sign --roster FILE --key FILE [--out FILE]

  --roster FILE  the roster as JSON: covenant, version, validFrom, hub, prf, partners, officers. Raise the version each time:
                 agents refuse an older one than they have seen. "iat" is filled in with the present time.
  --key FILE     the covenant key (kernhub keys new covenant).
  --out FILE     where to write the signed roster; without it, it is printed.

The administrator publishes the result with POST /v1/rosters.
`,
  run: async (args, { out }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { roster: { type: 'string' }, key: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.join(' ') !== 'sign') throw new UsageError('say what to do: sign');
    if (values.roster === undefined) throw new UsageError('say which roster with --roster FILE');
    if (values.key === undefined) throw new UsageError('say with which key with --key FILE');
    const claims = await readRoster(values.roster);
    const key = await readCovenantKey(values.key);
    const signed = await signStatement(await importSigningKey(key), 'kernhub-roster+jwt', claims);
    if (values.out === undefined) out(`${signed}\n`);
    else await writeFile(values.out, `${signed}\n`);
    return 0;
  },
};

async function readRoster(file: string): Promise<Claims<'kernhub-roster+jwt'>> {
  const document = parsed(file, await readFile(file, 'utf8'));
  const claims =
    typeof document === 'object' && document !== null
      ? { ...document, iat: Math.floor(Date.now() / 1000) }
      : document;
  const faults = compileSchema(roster)(claims);
  if (faults.length > 0) {
    const list = faults.map(({ pointer, reason }) => `\n  ${pointer || '/'} ${reason}`).join('');
    throw new UsageError(`${file} is not a roster:${list}\n`);
  }
  return claims as Claims<'kernhub-roster+jwt'>;
}

function parsed(file: string, text: string): unknown {
  const place = jsonBreaksAt(text);
  if (place !== null) throw new UsageError(`${file}, ${place}: is not JSON`);
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonAmbiguous) throw new UsageError(`${file}: ${error.pointer} ${error.reason}`);
    throw error;
  }
}

async function readCovenantKey(file: string): Promise<PrivateJwk> {
  const text = await readSecretFile(file);
  try {
    const key = JSON.parse(text) as Partial<PrivateJwk>;
    if (typeof key.kty === 'string' && typeof key.d === 'string') return key as PrivateJwk;
  } catch {
    // Said below, without quoting a secret file.
  }
  throw new UsageError(`${file} does not hold a covenant key (kernhub keys new covenant)`);
}
