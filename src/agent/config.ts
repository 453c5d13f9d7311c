import { closed, okpJwk, type PartnerId, signingJwk, Type } from '../contract/index.js';
import {
  type Check,
  compileSchema,
  type Fault,
  type PrivateJwk,
  type PublicJwk,
  readSecretFile,
} from '../kernel/index.js';
import { type AgentSetting, agentSettings } from './settings.js';

export interface AgentKeys {
  /** Signs key statements, manifests, receipts and payloads; listed in the roster. */
  readonly signing: PrivateJwk;
  /** X25519, opens free text; listed in the roster. */
  readonly sealing: PrivateJwk;
  /** Authenticates this client at its issuer and proves possession of its tokens (RFC 9449). */
  readonly dpop: PrivateJwk;
  /** Replaced, the newest first: in use until the roster lists their successors, and for what is under way. */
  readonly former?: { readonly signing: readonly PrivateJwk[]; readonly sealing: readonly PrivateJwk[] };
}

export interface AgentConfig {
  readonly partner: PartnerId;
  readonly hubUrl: string;
  /** The hub's public origin: audience of tokens and signatures, `iss` of tickets. */
  readonly hubAudience: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly covenantKeys: readonly PublicJwk[];
  readonly keys: AgentKeys;
  readonly recordsFolder: string;
  readonly mappingsFolder: string;
  readonly stateFolder: string;
  readonly host: string;
  readonly port: number;
  /** Null until the port is known: `http://localhost:<port>`. */
  readonly publicUrl: string | null;
  readonly mappingLimitMs: number;
  readonly stopAnswer: 'erased' | 'by-hand';
  /** Levels of login (`acr`) that an emergency needs; none is asked for where this is empty. */
  readonly strongLogin: readonly string[];
  /** Where it cosigns the ledger, and under which name; null where it does not. */
  readonly witness: { readonly name: string; readonly host: string; readonly port: number } | null;
}

/** Every setting that is wrong, at once; the message is for whoever installs the agent. */
export class AgentConfigInvalid extends Error {
  override readonly name = 'AgentConfigInvalid';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(
      ['The agent cannot start:', ...faults.map(({ pointer, reason }) => `  ${pointer} ${reason}`)].join(
        '\n',
      ),
    );
    this.faults = faults;
  }
}

const rows = Object.entries<AgentSetting>(agentSettings);
const settings = {
  type: 'object',
  required: rows.filter(([, { required }]) => required === true).map(([name]) => name),
  properties: Object.fromEntries(rows.map(([name, { schema }]) => [name, schema])),
};

const privateMember = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const privateOkp = (crv: 'Ed25519' | 'X25519') => closed({ ...okpJwk(crv).properties, d: privateMember });
const privateEc = closed({
  kty: Type.Literal('EC'),
  crv: Type.Literal('P-256'),
  x: privateMember,
  y: privateMember,
  kid: privateMember,
  d: privateMember,
});
const privateSigning = Type.Union([privateOkp('Ed25519'), privateEc]);
const keysFile = closed({
  signing: privateSigning,
  sealing: privateOkp('X25519'),
  dpop: privateSigning,
  former: Type.Optional(
    closed({ signing: Type.Array(privateSigning), sealing: Type.Array(privateOkp('X25519')) }),
  ),
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks every setting, the keys file and the covenant key.
 *
 * @throws AgentConfigInvalid with all faults at once
 */
export async function readAgentConfig(environment: Environment): Promise<AgentConfig> {
  const set = Object.fromEntries(
    rows.flatMap(([name, { fallback }]) => {
      const text = environment[name] === '' ? fallback : (environment[name] ?? fallback);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as Record<string, string>;
  const faults = compileSchema(settings)(set).map(({ pointer, reason }) => ({
    pointer: pointer.slice(1),
    reason,
  }));
  faults.push(...plainHttpFaults(set), ...witnessFaults(set));
  const oneOrSeveral = Type.Union([signingJwk, Type.Array(signingJwk, { minItems: 1, maxItems: 4 })]);
  const covenant = parsed<PublicJwk | readonly PublicJwk[]>(
    'AGENT_COVENANT_KEY',
    set.AGENT_COVENANT_KEY,
    oneOrSeveral,
    faults,
  );
  const keys = await keysOf(set.AGENT_KEYS_FILE, faults);
  if (faults.length > 0 || covenant === null || keys === null) throw new AgentConfigInvalid(faults);
  return Object.freeze({
    partner: set.AGENT_PARTNER as PartnerId,
    hubUrl: withoutSlash(set.AGENT_HUB_URL),
    hubAudience: withoutSlash(set.AGENT_HUB_AUDIENCE ?? set.AGENT_HUB_URL),
    issuer: set.AGENT_ISSUER ?? '',
    clientId: set.AGENT_CLIENT_ID ?? '',
    covenantKeys: [covenant].flat(),
    keys,
    recordsFolder: set.AGENT_RECORDS_FOLDER ?? '',
    mappingsFolder: set.AGENT_MAPPINGS_FOLDER ?? '',
    stateFolder: set.AGENT_STATE_FOLDER ?? '',
    host: set.HOST ?? '',
    port: Number(set.AGENT_PORT),
    publicUrl: set.AGENT_PUBLIC_URL === undefined ? null : withoutSlash(set.AGENT_PUBLIC_URL),
    mappingLimitMs: Number(set.AGENT_MAPPING_LIMIT_MS),
    stopAnswer: set.AGENT_STOP_ANSWER === 'by-hand' ? 'by-hand' : 'erased',
    strongLogin: (set.AGENT_MFA_ACR ?? '').split(/\s+/).filter((level) => level !== ''),
    witness:
      set.AGENT_WITNESS_PORT === undefined
        ? null
        : {
            name: set.AGENT_WITNESS_NAME ?? '',
            host: set.AGENT_WITNESS_HOST ?? '',
            port: Number(set.AGENT_WITNESS_PORT),
          },
  });
}

const withoutSlash = (text = ''): string => text.replace(/\/+$/, '');

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Plain http carries tokens in the open: only to this very machine, and never in production. */
function plainHttpFaults(set: Record<string, string>): readonly Fault[] {
  return ['AGENT_HUB_URL', 'AGENT_ISSUER', 'AGENT_PUBLIC_URL'].flatMap((name) => {
    const text = set[name] ?? '';
    if (!URL.canParse(text) || new URL(text).protocol !== 'http:') return [];
    if (set.KERNHUB_MODE !== 'production' && loopback.includes(new URL(text).hostname)) return [];
    return [{ pointer: name, reason: 'must be https' }];
  });
}

/** A name that follows from nothing: it is in every cosignature, and the hub's policy names it. */
const witnessFaults = (set: Record<string, string>): readonly Fault[] =>
  set.AGENT_WITNESS_PORT !== undefined && set.AGENT_WITNESS_NAME === undefined
    ? [{ pointer: 'AGENT_WITNESS_NAME', reason: 'must be set where AGENT_WITNESS_PORT is' }]
    : [];

function parsed<T>(name: string, text: string | undefined, schema: object, faults: Fault[]): T | null {
  if (text === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    faults.push({ pointer: name, reason: 'is not JSON' });
    return null;
  }
  const wrong = (compileSchema(schema) as Check)(value);
  faults.push(...wrong.map(({ pointer, reason }) => ({ pointer: `${name}${pointer}`, reason })));
  return wrong.length > 0 ? null : (value as T);
}

async function keysOf(file: string | undefined, faults: Fault[]): Promise<AgentKeys | null> {
  if (file === undefined) return null;
  try {
    return parsed<AgentKeys>('AGENT_KEYS_FILE', await readSecretFile(file), keysFile, faults);
  } catch (error) {
    faults.push({ pointer: 'AGENT_KEYS_FILE', reason: (error as Error).message });
    return null;
  }
}
