import { randomBytes } from 'node:crypto';
import {
  base64url,
  compileWhenAsked,
  createSecretFile,
  fromBase64url,
  generatePrivateJwk,
  type PrivateJwk,
  type PublicJwk,
  readSecretFile,
} from '../kernel/index.js';

/** The hub's own keys: in a file (later an HSM), never in a database. */
export interface HubKeys {
  /** Made for development: a hub in production refuses to start on these. */
  readonly development: boolean;
  /** Key-encryption key, 32 bytes: wraps every data key. */
  readonly kek: Uint8Array;
  /** 32 bytes; the keys for pseudonyms, accounts and codes are derived from it. Never taken out, only laid over. */
  readonly macKey: Uint8Array;
  /** Laid over the MAC key by rotation, the first one first: what is hashed is hashed again under each. Absent where none is. */
  readonly macLayers?: readonly MacLayer[];
  /** Is laid over them next: hubs find what stands under it, and do not write under it yet. */
  readonly macNext?: MacLayer;
  /** Ed25519: signs checkpoints. */
  readonly ledger: PrivateJwk;
  /** Ed25519: signs tickets and the evaluator's orders. */
  readonly ticket: PrivateJwk;
  /** ES256: the hub as OIDC client of the citizens' issuer. */
  readonly client: PrivateJwk;
  /** What was rotated out and still counts. Absent where nothing was. */
  readonly former?: FormerKeys;
  /** What was rotated out and goes on signing beside the present key, for who knows only the old one yet. */
  readonly retiring?: RetiringKeys;
}

export interface MacLayer {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Public half of the evaluator's key that a pseudonym goes through first, base64url. Absent where it goes through none. */
  readonly evaluator?: string;
}

/** What keyed hashes are made under. */
export type MacKeys = Pick<HubKeys, 'macKey' | 'macLayers' | 'macNext'>;

export interface RetiringKeys {
  /** Its public half stands first among the former. */
  readonly ledger: PrivateJwk;
}

/** The newest first. Only what still has to open needs its secret; of the rest the public half is kept. */
export interface FormerKeys {
  /** Open data keys that were not wrapped anew yet. */
  readonly kek: readonly Uint8Array[];
  /** Tickets that are under way. */
  readonly ticket: readonly PublicJwk[];
  /** Checkpoints of the past: kept for as long as the log is verified. */
  readonly ledger: readonly PublicJwk[];
  /** Sign-ins that were begun. */
  readonly client: readonly PublicJwk[];
}

/** The file of hub keys is malformed; the message names file and place, never a value. */
export class HubKeysInvalid extends Error {
  override readonly name = 'HubKeysInvalid';
}

const secret = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' };
const privateJwk = (kty: string, crv: string) => ({
  type: 'object',
  properties: { kty: { const: kty }, crv: { const: crv }, d: secret, x: secret, kid: secret },
  required: ['kty', 'crv', 'd', 'x', 'kid'],
});
const publicJwks = {
  type: 'array',
  items: {
    type: 'object',
    properties: { kty: {}, crv: {}, x: secret, y: secret, kid: secret },
    required: ['kty', 'crv', 'x', 'kid'],
    // The private half of a key that no longer signs has no business here.
    additionalProperties: false,
  },
};
const macLayer = {
  type: 'object',
  properties: { key: secret, evaluator: secret },
  required: ['key'],
  additionalProperties: false,
};
const check = compileWhenAsked({
  type: 'object',
  properties: {
    development: { type: 'boolean' },
    kek: secret,
    macKey: secret,
    macLayers: { type: 'array', items: macLayer },
    macNext: macLayer,
    ledger: privateJwk('OKP', 'Ed25519'),
    ticket: privateJwk('OKP', 'Ed25519'),
    client: privateJwk('EC', 'P-256'),
    former: {
      type: 'object',
      properties: {
        kek: { type: 'array', items: secret },
        ticket: publicJwks,
        ledger: publicJwks,
        client: publicJwks,
      },
      required: ['kek', 'ticket', 'ledger', 'client'],
      additionalProperties: false,
    },
    retiring: {
      type: 'object',
      properties: { ledger: privateJwk('OKP', 'Ed25519') },
      required: ['ledger'],
      additionalProperties: false,
    },
  },
  required: ['development', 'kek', 'macKey', 'ledger', 'ticket', 'client'],
  additionalProperties: false,
});

/** @param origin `development: true` marks the keys so that production refuses them */
export async function newHubKeys(origin: { readonly development: boolean }): Promise<HubKeys> {
  return {
    development: origin.development,
    kek: new Uint8Array(randomBytes(32)),
    macKey: new Uint8Array(randomBytes(32)),
    ledger: await generatePrivateJwk('Ed25519'),
    ticket: await generatePrivateJwk('Ed25519'),
    client: await generatePrivateJwk('P-256'),
  };
}

/** Writes a new file with mode 0600; never over an existing one, because that would destroy all that its keys sealed. */
export async function writeHubKeys(file: string, keys: HubKeys): Promise<void> {
  const { former, macLayers, macNext } = keys;
  const document = {
    ...keys,
    kek: base64url(keys.kek),
    macKey: base64url(keys.macKey),
    ...(macLayers !== undefined && { macLayers: macLayers.map(layerText) }),
    ...(macNext !== undefined && { macNext: layerText(macNext) }),
    ...(former !== undefined && { former: { ...former, kek: former.kek.map(base64url) } }),
  };
  await createSecretFile(file, `${JSON.stringify(document, null, 2)}\n`);
}

/** @throws HubKeysInvalid | SecretFileUnusable */
export async function readHubKeys(file: string): Promise<HubKeys> {
  const text = await readSecretFile(file);
  const document = parse(file, text);
  const faults = check(document);
  if (faults.length > 0) {
    const list = faults.map((fault) => `${fault.pointer || '/'} ${fault.reason}`).join('; ');
    throw new HubKeysInvalid(`${file}: ${list}`);
  }
  const { kek, macKey, macLayers, macNext, former, ...rest } = document as KeysDocument;
  return {
    ...rest,
    kek: fromBase64url(kek),
    macKey: fromBase64url(macKey),
    ...(macLayers !== undefined && { macLayers: macLayers.map(layerOf) }),
    ...(macNext !== undefined && { macNext: layerOf(macNext) }),
    ...(former !== undefined && { former: { ...former, kek: former.kek.map(fromBase64url) } }),
  };
}

type LayerText = Omit<MacLayer, 'key'> & { readonly key: string };
const layerText = (layer: MacLayer): LayerText => ({ ...layer, key: base64url(layer.key) });
const layerOf = (layer: LayerText): MacLayer => ({ ...layer, key: fromBase64url(layer.key) });

type KeysDocument = Omit<HubKeys, 'kek' | 'macKey' | 'macLayers' | 'macNext' | 'former'> & {
  readonly kek: string;
  readonly macKey: string;
  readonly macLayers?: readonly LayerText[];
  readonly macNext?: LayerText;
  readonly former?: Omit<FormerKeys, 'kek'> & { readonly kek: readonly string[] };
};

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw new HubKeysInvalid(`${file} is not JSON`);
  }
}
