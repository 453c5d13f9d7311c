import {
  base64url,
  createSecretFile,
  equalBytes,
  fromBase64url,
  newPrfKeys,
  type PrfKeys,
  prfPublicKeyOf,
  readOrCreateSecretFile,
  SecretFileUnusable,
} from '../kernel/index.js';

const suite = 'ristretto255-SHA512';

/** Makes a PRF key in a new file. @returns the public key, base64url @throws SecretFileUnusable */
export async function createKeyFile(path: string): Promise<string> {
  const document = newDocument();
  await createSecretFile(path, textOf(document));
  return document.publicKey;
}

function newDocument() {
  const { secretKey, publicKey } = newPrfKeys();
  return { suite, secretKey: base64url(secretKey), publicKey: base64url(publicKey) };
}

const textOf = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/** Reads the PRF key, and makes one at the first start. @throws SecretFileUnusable */
export async function readOrCreateKeyFile(path: string): Promise<PrfKeys> {
  const text = await readOrCreateSecretFile(path, async () => textOf(newDocument()));
  try {
    const document = JSON.parse(text) as Partial<Record<string, string>>;
    const secretKey = fromBase64url(document.secretKey ?? '');
    const publicKey = prfPublicKeyOf(secretKey);
    const named = fromBase64url(document.publicKey ?? '');
    if (document.suite !== suite || !equalBytes(named, publicKey)) throw new RangeError('another key');
    return { secretKey, publicKey };
  } catch {
    // What was wrong could quote the key.
    throw new SecretFileUnusable(`${path} does not hold a PRF key of ${suite}`);
  }
}
