import {
  base64url,
  createSecretFile,
  equalBytes,
  fromBase64url,
  newPrfKeys,
  type PrfKeys,
  prfPublicKeyOf,
  readOrCreateSecretFile,
  readSecretFile,
  SecretFileUnusable,
} from '../kernel/index.js';

const suite = 'ristretto255-SHA512';

/** Makes a PRF key in a new file. @returns the public key, base64url @throws SecretFileUnusable */
export async function createKeyFile(path: string): Promise<string> {
  const document = newDocument();
  await createSecretFile(path, textOf(document));
  return document.publicKey;
}

interface KeyText {
  readonly secretKey: string;
  readonly publicKey: string;
}

interface KeyDocument extends KeyText {
  readonly suite: string;
  /** Through which the hub passes what came of the first one; the newest last. */
  readonly laid?: readonly KeyText[];
}

function newKey(): KeyText {
  const { secretKey, publicKey } = newPrfKeys();
  return { secretKey: base64url(secretKey), publicKey: base64url(publicKey) };
}

const newDocument = (): KeyDocument => ({ suite, ...newKey() });

const textOf = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/**
 * Copies a file with one key more, laid over those in it. @returns the public half of that key, base64url
 *
 * @throws SecretFileUnusable
 */
export async function layKeyOver(from: string, to: string): Promise<string> {
  const text = await readSecretFile(from);
  keysIn(from, text);
  const document = JSON.parse(text) as KeyDocument;
  const laid = newKey();
  await createSecretFile(to, textOf({ ...document, laid: [...(document.laid ?? []), laid] }));
  return laid.publicKey;
}

/** Reads the PRF keys, the first one first, and makes one at the first start. @throws SecretFileUnusable */
export async function readOrCreateKeyFile(path: string): Promise<readonly [PrfKeys, ...PrfKeys[]]> {
  return keysIn(path, await readOrCreateSecretFile(path, async () => textOf(newDocument())));
}

/** @throws SecretFileUnusable */
function keysIn(path: string, text: string): readonly [PrfKeys, ...PrfKeys[]] {
  try {
    const document = JSON.parse(text) as KeyDocument;
    if (document.suite !== suite) throw new RangeError('another suite');
    return [keyOf(document), ...(document.laid ?? []).map(keyOf)];
  } catch {
    // What was wrong could quote the key.
    throw new SecretFileUnusable(`${path} does not hold a PRF key of ${suite}`);
  }
}

function keyOf(text: Partial<KeyText>): PrfKeys {
  const secretKey = fromBase64url(text.secretKey ?? '');
  const publicKey = prfPublicKeyOf(secretKey);
  if (!equalBytes(fromBase64url(text.publicKey ?? ''), publicKey)) throw new RangeError('another key');
  return { secretKey, publicKey };
}
