import {
  createSecretFile,
  generatePrivateJwk,
  readSecretFile,
  SecretFileUnusable,
} from '../../kernel/index.js';
import { type Cosigner, cosignerOf, NoteInvalid } from '../../tlog/index.js';

/**
 * Reads the key of a witness, and makes one at the first start. It is a key of its own: what it signs does not say who
 * signs, so another use of it could be taken for a cosignature.
 *
 * @throws SecretFileUnusable
 */
export async function readOrCreateWitnessKey(file: string, name: string): Promise<Cosigner> {
  // Two starts at once: one makes the file, both read it.
  const fresh = `${JSON.stringify(await generatePrivateJwk('Ed25519'), null, 2)}\n`;
  await createSecretFile(file, fresh).catch((error: unknown) => {
    if (!(error instanceof SecretFileUnusable)) throw error;
  });
  const text = await readSecretFile(file);
  try {
    return cosignerOf(name, JSON.parse(text));
  } catch (error) {
    // What else was wrong could quote the key.
    const reason = error instanceof NoteInvalid ? error.message : 'it is not a private JWK';
    throw new SecretFileUnusable(`${file} cannot be the key of a witness: ${reason}`);
  }
}
