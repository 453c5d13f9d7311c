import {
  base64url,
  createSecretFile,
  equalBytes,
  fromBase64url,
  newPrfKeys,
  type PrfKeys,
  prfPublicKeyOf,
  readSecretFile,
  SecretFileUnusable,
} from '../kernel/index.js';

const suite = 'ristretto255-SHA512';

/** Makes a PRF key in a new file. @returns the public key, base64url @throws SecretFileUnusable */
export async function createKeyFile(path: string): Promise<string> {
  const { secretKey, publicKey } = newPrfKeys();
  const document = { suite, secretKey: base64url(secretKey), publicKey: base64url(publicKey) };
  await createSecretFile(path, `${JSON.stringify(document, null, 2)}\n`);
  return document.publicKey;
}

/** Reads the PRF key, and makes one at the first start. @throws SecretFileUnusable */
export async function readOrCreateKeyFile(path: string): Promise<PrfKeys> {
  // Two starts at once: one makes the file, both read it.
  await createKeyFile(path).catch((error) => {
    if (!(error instanceof SecretFileUnusable)) throw error;
  });
  return readKeyFile(path);
}

async function readKeyFile(path: string): Promise<PrfKeys> {
  const text = await readSecretFile(path);
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
