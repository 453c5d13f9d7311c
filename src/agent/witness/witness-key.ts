import { generatePrivateJwk, readOrCreateSecretFile, SecretFileUnusable } from '../../kernel/index.js';
import { type Cosigner, cosignerOf, NoteInvalid } from '../../tlog/index.js';

/**
 * Reads the key of a witness, and makes one at the first start. It is a key of its own: what it signs does not say who
 * signs, so another use of it could be taken for a cosignature.
 *
 * @throws SecretFileUnusable
 */
export async function readOrCreateWitnessKey(file: string, name: string): Promise<Cosigner> {
  const fresh = async () => `${JSON.stringify(await generatePrivateJwk('Ed25519'), null, 2)}\n`;
  const text = await readOrCreateSecretFile(file, fresh);
  try {
    return cosignerOf(name, JSON.parse(text));
  } catch (error) {
    // What else was wrong could quote the key.
    const reason = error instanceof NoteInvalid ? error.message : 'it is not a private JWK';
    throw new SecretFileUnusable(`${file} cannot be the key of a witness: ${reason}`);
  }
}
