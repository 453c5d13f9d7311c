import { parseArgs } from 'node:util';
import { newEvaluatorKey } from '../evaluator/index.js';
import { createSecretFile, generatePrivateJwk, publicJwkOf, readSecretFile } from '../kernel/index.js';
import { newHubKeys, writeHubKeys } from '../vault/index.js';
import { type Command, type Surroundings, UsageError } from './command.js';

/** Per kind: makes the file and answers what others need of it. */
const makers: Readonly<Record<string, (file: string) => Promise<Readonly<Record<string, unknown>>>>> = {
  hub: async (file) => {
    const keys = await newHubKeys({ development: false });
    await writeHubKeys(file, keys);
    return {
      ticket: publicJwkOf(keys.ticket),
      client: publicJwkOf(keys.client),
      ledger: publicJwkOf(keys.ledger),
    };
  },
  partner: async (file) => {
    const keys = {
      signing: await generatePrivateJwk('Ed25519'),
      sealing: await generatePrivateJwk('X25519'),
      dpop: await generatePrivateJwk('P-256'),
    };
    await writeJson(file, keys);
    return Object.fromEntries(Object.entries(keys).map(([use, jwk]) => [use, publicJwkOf(jwk)]));
  },
  covenant: async (file) => {
    const key = await generatePrivateJwk('Ed25519');
    await writeJson(file, key);
    return { covenant: publicJwkOf(key) };
  },
  evaluator: async (file) => ({ publicKey: await newEvaluatorKey(file) }),
};

const writeJson = (file: string, value: unknown): Promise<void> =>
  createSecretFile(file, `${JSON.stringify(value, null, 2)}\n`);

export const command: Command = {
  help: `kernhub keys: makes keys in a file that only its owner can read, and prints the public halves.

Usage: kernhub keys new hub|partner|covenant|evaluator --out FILE
       kernhub keys public FILE
       kernhub keys statement --as PROFILE --purpose ID@VERSION --fields A,B --out FILE

  new hub        everything a hub needs (HUB_KEYS_FILE). Losing it is losing every sealed record: keep a copy in a safe,
                 apart from the database's backups.
  new partner    signing, sealing and DPoP keys of an agent (AGENT_KEYS_FILE).
  new covenant   the key that signs rosters. Make it on a machine that is never online, and keep it there.
  new evaluator  the key of the pseudonyms (EVALUATOR_KEY_FILE). Whoever else holds it can, with the hub's, try every BSN.
  public         prints the public halves of a partner's or covenant's file again.
  statement      makes the fresh key of one question, for kernhub call and kernhub open: the private half goes into FILE,
                 the partner's signed statement about the public one is printed (see kernhub call --help for PROFILE).

An existing file is never overwritten. The public halves are printed as JSON: they go into COVENANT_KEY,
EVALUATOR_HUB_KEY, PRF_PUBLIC_KEY, the issuers' client registrations and the roster.
`,
  run: async (args, surroundings) => {
    if (args[0] === 'statement') {
      // Loaded only here: making keys should not wait for all that a call needs.
      const { stateKeyInFile } = await import('./state-key.js');
      return stateKeyInFile(args.slice(1), surroundings);
    }
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    const [verb, what, ...rest] = positionals;
    if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many`);
    if (verb === 'new') return makeKeys(what, values.out, surroundings);
    if (verb === 'public') return showPublic(what, surroundings);
    throw new UsageError('say what to do: new, public or statement');
  },
};

async function makeKeys(
  kind: string | undefined,
  file: string | undefined,
  { out, err }: Surroundings,
): Promise<number> {
  const make = kind !== undefined && Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (make === undefined) throw new UsageError(`keys of what? One of ${Object.keys(makers).join(', ')}`);
  if (file === undefined) throw new UsageError('say where to with --out FILE');
  const published = await make(file);
  out(`${JSON.stringify(published, null, 2)}\n`);
  err(`${file} holds the private keys and is readable by its owner only.\n`);
  return 0;
}

async function showPublic(file: string | undefined, { out }: Surroundings): Promise<number> {
  if (file === undefined) throw new UsageError('say of which file');
  const text = await readSecretFile(file);
  out(`${JSON.stringify(publicHalves(file, text), null, 2)}\n`);
  return 0;
}

function publicHalves(file: string, text: string): unknown {
  const jwk = (value: unknown) => publicJwkOf(value as Parameters<typeof publicJwkOf>[0]);
  let document: Readonly<Record<string, unknown>>;
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    // The parser's own message quotes the file, which is secret.
    throw new UsageError(`${file} is not JSON`);
  }
  if (typeof document.kty === 'string') return { covenant: jwk(document) };
  const halves = Object.entries(document).filter(
    ([, value]) => typeof value === 'object' && value !== null && 'kty' in value,
  );
  if (halves.length === 0) throw new UsageError(`${file} holds no keys of a partner, covenant or hub`);
  return Object.fromEntries(halves.map(([use, value]) => [use, jwk(value)]));
}
