import { parseArgs } from 'node:util';
import { loadDatabaseConfig } from '../config.js';
import { newEvaluatorKey } from '../evaluator/index.js';
import { createSecretFile, generatePrivateJwk, publicJwkOf, readSecretFile } from '../kernel/index.js';
import { newHubKeys, writeHubKeys } from '../vault/index.js';
import { type Command, type Surroundings, UsageError } from './command.js';
import { changeKeysFile, stateKeyChange, stepKeysFile } from './rotate-keys.js';

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
  officer: async (file) => {
    const keys = {
      signing: await generatePrivateJwk('Ed25519'),
      sealing: await generatePrivateJwk('X25519'),
    };
    await writeJson(file, keys);
    return { signing: publicJwkOf(keys.signing), sealing: publicJwkOf(keys.sealing) };
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

Usage: kernhub keys new hub|partner|officer|covenant|evaluator --out FILE
       kernhub keys public FILE
       kernhub keys rotate|retire KEY --from FILE --out FILE [--evaluator PUBLICKEY]
       kernhub keys step kek|mac --towards FILE --out FILE
       kernhub keys rewrap
       kernhub keys rehash
       kernhub keys change signing|sealing --partner ID --keys FILE [--hours N]
       kernhub keys statement --as PROFILE --purpose ID@VERSION --fields A,B --out FILE

  new hub        everything a hub needs (HUB_KEYS_FILE). Losing it is losing every sealed record: keep a copy in a safe,
                 apart from the database's backups.
  new partner    signing, sealing and DPoP keys of an agent (AGENT_KEYS_FILE).
  new officer    keys of a privacy officer: one signs erasures, the other opens why an emergency could not wait. Both go
                 into the roster, under officers.
  new covenant   the key that signs rosters. Make it on a machine that is never online, and keep it there.
  new evaluator  the key of the pseudonyms (EVALUATOR_KEY_FILE). Whoever else holds it can, with the hub's, try every BSN.
  public         prints the public halves of a partner's or covenant's file again.
  rotate         copies a file with a fresh key in the place of KEY; the one it replaces stays in it as a former key.
                 KEY: kek, mac, ticket, ledger, client (of a hub), signing, sealing, dpop (of a partner). For the
                 ledger it prints the vkeys for the roster too (LEDGER_ORIGIN). A mac is laid over the former one, which
                 stays needed; so is the key of an evaluator, whose public half goes along with a mac (--evaluator).
  retire         copies a file without the former keys of that kind, when nothing stands on them any more. The former
                 ledger key signs beside the new one until then; its public half stays.
  step           makes the file in between for several hubs: they still write under the old kek or mac, and know the new
                 one of a rotated file. Restart each hub with it, then each with the rotated file: none stands still.
  rewrap         wraps every data key of the key store under the present key-encryption key of HUB_KEYS_FILE, as the
                 owner of the key store (KEYS_DATABASE_OWNER_URL). Hubs may run meanwhile, if they have that file too.
  rehash         lays the present MAC key of HUB_KEYS_FILE over the hash of every pseudonym, as the owner of the database
                 (DATABASE_OWNER_URL), and says how many lacked it. All hubs must have that file.
  change         prints the body for POST /v1/key-changes: the partner replaces the former key of its file by the present
                 one. The replaced key still counts for N hours (default 48, at most 168, 0 for a stolen key).
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
    if (args[0] === 'rotate' || args[0] === 'retire') return changeKeysFile(args, surroundings);
    if (args[0] === 'step') return stepKeysFile(args, surroundings);
    if (args[0] === 'change') return stateKeyChange(args, surroundings);
    if (args[0] === 'rewrap' && args.length === 1) return rewrap(surroundings);
    if (args[0] === 'rehash' && args.length === 1) return rehash(surroundings);
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    const [verb, what, ...rest] = positionals;
    if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many`);
    if (verb === 'new') return makeKeys(what, values.out, surroundings);
    if (verb === 'public') return showPublic(what, surroundings);
    throw new UsageError(
      'say what to do: new, public, rotate, step, retire, rewrap, rehash, change or statement',
    );
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

async function rewrap({ env, out }: Surroundings): Promise<number> {
  const { rewrapKeys } = await import('../rewrap-keys.js');
  const { rewrapped, present } = await rewrapKeys(loadDatabaseConfig(env));
  out(`${rewrapped} of ${present} data keys were wrapped anew; all are wrapped by the present key now\n`);
  return 0;
}

async function rehash({ env, out, err }: Surroundings): Promise<number> {
  const { rehashKeys } = await import('../rehash-keys.js');
  const onWait = (seconds: number): void =>
    err(`the evaluator lets no more through for now; going on in ${seconds} s\n`);
  const { rehashed, present, left } = await rehashKeys(loadDatabaseConfig(env), onWait);
  out(`${rehashed} of ${present} pseudonyms were hashed anew; `);
  out(left === 0 ? 'all stand under the present MAC key now\n' : `${left} came meanwhile without it\n`);
  if (left > 0) err('a hub still writes under the former MAC key: restart it with this file, and repeat\n');
  return left === 0 ? 0 : 1;
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
