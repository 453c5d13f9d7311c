import { parseArgs } from 'node:util';
import { loadDatabaseConfig } from '../config.js';
import { type PartnerId, signStatement } from '../contract/index.js';
import { layKeyOver as layEvaluatorKeyOver } from '../evaluator/index.js';
import {
  createSecretFile,
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  readSecretFile,
} from '../kernel/index.js';
import { formerVerifiers } from '../ledger/index.js';
import { noteSigner } from '../tlog/index.js';
import {
  type HubKeys,
  type RetirableHubKey,
  readHubKeys,
  retirableHubKeys,
  retireHubKeys,
  rotateHubKey,
  type SteppedHubKey,
  steppedHubKeys,
  stepTowards,
  writeHubKeys,
} from '../vault/index.js';
import { type Surroundings, UsageError } from './command.js';

/** As in AGENT_KEYS_FILE; the agent holds it against its own schema. */
interface PartnerFile {
  readonly signing: PrivateJwk;
  readonly sealing: PrivateJwk;
  readonly dpop: PrivateJwk;
  readonly former?: { readonly signing: readonly PrivateJwk[]; readonly sealing: readonly PrivateJwk[] };
}

const partnerCurves = { signing: 'Ed25519', sealing: 'X25519', dpop: 'P-256' } as const;
type PartnerKey = keyof typeof partnerCurves;

const isOneOf = <T extends string>(names: readonly T[], name: string | undefined): name is T =>
  names.some((one) => one === name);
const partnerKeys = Object.keys(partnerCurves) as PartnerKey[];

/** `kernhub keys rotate` and `kernhub keys retire`: always into a new file, so that the old one is there to go back to. */
export async function changeKeysFile(
  args: readonly string[],
  { env, out, err }: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { from: { type: 'string' }, out: { type: 'string' }, evaluator: { type: 'string' } },
    allowPositionals: true,
  });
  const [verb, which] = positionals;
  const { from, out: to } = values;
  if (from === undefined) throw new UsageError('say which file with --from FILE');
  if (to === undefined) throw new UsageError('say where to with --out FILE');
  if (values.evaluator !== undefined && (which !== 'mac' || !/^[\w-]{43}$/.test(values.evaluator)))
    throw new UsageError(
      '--evaluator goes with a mac, and is the public half that keys rotate evaluator printed',
    );
  if (positionals.length > 2) unknownKey();
  const published = await changeFile({ env, verb, which, from, to, evaluator: values.evaluator });
  out(`${JSON.stringify(published, null, 2)}\n`);
  err(`${to} holds the private keys and is readable by its owner only; ${from} is as it was.\n`);
  return 0;
}

interface Change {
  readonly env: Surroundings['env'];
  readonly verb: string | undefined;
  readonly which: string | undefined;
  readonly from: string;
  readonly to: string;
  /** Public half of the evaluator's key that a MAC key goes with. */
  readonly evaluator: string | undefined;
}

/** @returns what is printed */
async function changeFile({ env, verb, which, from, to, evaluator }: Change): Promise<object> {
  if ((which === 'mac' || which === 'evaluator') && verb === 'retire')
    throw new UsageError(
      `no ${which} key is retired: every hash stands on all that were laid over each other`,
    );
  if (which === 'evaluator') return { publicKey: await layEvaluatorKeyOver(from, to) };
  if (which === 'mac') return rotateMac(await readHubKeys(from), to, evaluator);
  if (isOneOf(retirableHubKeys, which)) return changeHubFile(env, verb, which, from, to);
  if (isOneOf(partnerKeys, which)) return changePartnerFile(verb, which, from, to);
  return unknownKey();
}

function unknownKey(): never {
  throw new UsageError(
    `say which key: ${[...retirableHubKeys, 'mac', 'evaluator', ...partnerKeys].join(', ')}`,
  );
}

/** `kernhub keys step`: the file between an old one and the rotated one. */
export async function stepKeysFile(args: readonly string[], { err }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { towards: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  });
  const [, which, ...more] = positionals;
  if (!isOneOf(steppedHubKeys, which) || more.length > 0)
    throw new UsageError('only the kek and the mac are passed in two steps: step kek, step mac');
  const { towards, out: to } = values;
  if (towards === undefined) throw new UsageError('say to which rotated file with --towards FILE');
  if (to === undefined) throw new UsageError('say where to with --out FILE');
  const rotated = await readHubKeys(towards);
  const passed =
    which === 'kek' ? rotated.former?.kek : rotated.macNext === undefined ? rotated.macLayers : [];
  if ((passed ?? []).length === 0)
    throw new UsageError(`${towards} holds no former ${which}: rotate it first`);
  await writeHubKeys(to, stepTowards(rotated, which));
  err(`${to} ${between[which]}; ${towards} is as it was.\n`);
  return 0;
}

const between: Readonly<Record<SteppedHubKey, string>> = {
  kek: 'wraps under the old key-encryption key and opens the new one',
  mac: 'hashes under the MAC key as it was and finds what stands under the new one',
};

async function changeHubFile(
  env: Surroundings['env'],
  verb: string | undefined,
  which: RetirableHubKey,
  from: string,
  to: string,
): Promise<object> {
  const keys = await readHubKeys(from);
  if (verb === 'retire' && which === 'ledger' && keys.retiring === undefined) {
    throw new UsageError(
      'no former ledger key signs any more; its public half is kept: without it the past of the ledger cannot be verified',
    );
  }
  const changed = verb === 'rotate' ? await rotateHubKey(keys, which) : retireHubKeys(keys, which);
  await writeHubKeys(to, changed);
  if (which === 'ledger')
    return { ledger: publicJwkOf(changed.ledger), ledgerKeys: ledgerKeysOf(env, changed) };
  if (which === 'kek') return { kek: verb === 'rotate' ? 'a new one' : 'the present one alone' };
  return { [which]: publicJwkOf(changed[which]), former: changed.former?.[which] ?? [] };
}

async function rotateMac(keys: HubKeys, to: string, evaluator: string | undefined): Promise<object> {
  if (keys.macNext !== undefined)
    throw new UsageError('this file is on its way to a next MAC key: rotate the file that it leads to');
  const changed = await rotateHubKey(keys, 'mac', evaluator);
  await writeHubKeys(to, changed);
  return { mac: 'a new one over the former', layers: changed.macLayers?.length };
}

/** As the roster lists them, the present one first. */
function ledgerKeysOf(env: Surroundings['env'], { ledger, former }: HubKeys): readonly string[] {
  const { ledgerOrigin } = loadDatabaseConfig(env);
  const present = noteSigner(ledgerOrigin, ledger).verifier;
  return [present, ...formerVerifiers(ledgerOrigin, former?.ledger ?? [])].map(({ vkey }) => vkey);
}

async function changePartnerFile(
  verb: string | undefined,
  which: PartnerKey,
  from: string,
  to: string,
): Promise<object> {
  const keys = await readPartnerFile(from);
  const former = keys.former ?? { signing: [], sealing: [] };
  const rotate = verb === 'rotate';
  const next: PartnerFile = {
    ...keys,
    ...(rotate && { [which]: await generatePrivateJwk(partnerCurves[which]) }),
    former: which === 'dpop' ? former : { ...former, [which]: rotate ? [keys[which], ...former[which]] : [] },
  };
  await createSecretFile(to, `${JSON.stringify(next, null, 2)}\n`);
  return { [which]: publicJwkOf(next[which]) };
}

async function readPartnerFile(file: string): Promise<PartnerFile> {
  const text = await readSecretFile(file);
  try {
    const keys = JSON.parse(text) as Partial<PartnerFile>;
    if (partnerKeys.every((name) => typeof keys[name]?.d === 'string')) return keys as PartnerFile;
  } catch {
    // Said below, without quoting a secret file.
  }
  throw new UsageError(`${file} does not hold a partner's keys (kernhub keys new partner)`);
}

/** `kernhub keys change`: the partner's word to the hub, signed by the key that it replaces, as the body of a call. */
export async function stateKeyChange(args: readonly string[], { out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keys: { type: 'string' }, partner: { type: 'string' }, hours: { type: 'string' } },
    allowPositionals: true,
  });
  const [, which] = positionals;
  if (which !== 'signing' && which !== 'sealing') throw new UsageError('say which key: signing or sealing');
  if (values.keys === undefined) throw new UsageError('say in which file with --keys FILE');
  if (values.partner === undefined) throw new UsageError('say whose with --partner ID');
  const hours = Number(values.hours ?? '48');
  if (!(hours >= 0 && hours <= 168)) throw new UsageError('--hours must be from 0 to 168 (a week)');
  const keys = await readPartnerFile(values.keys);
  const replaced = keys.former?.[which][0];
  if (replaced === undefined)
    throw new UsageError(`${values.keys} holds no former ${which} key: rotate it first`);
  // A sealing key cannot sign; any current signing key speaks for it.
  const signer = await importSigningKey(which === 'signing' ? replaced : keys.signing);
  const iat = Math.floor(Date.now() / 1000);
  const statement = await signStatement(signer, 'kernhub-key-change+jwt', {
    iss: values.partner as PartnerId,
    retires: replaced.kid,
    use: which === 'signing' ? 'sig' : 'enc',
    jwk: publicJwkOf(keys[which]) as never,
    ...(hours > 0 && { until: iat + Math.floor(hours * 3_600) }),
    iat,
  });
  out(`${JSON.stringify({ statement })}\n`);
  return 0;
}
