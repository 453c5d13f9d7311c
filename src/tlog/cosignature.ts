/**
 * C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature), Ed25519: a witness states that at a moment the checkpoint
 * was the largest that it had seen of the log, and consistent with all before.
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { concatBytes, type PrivateJwk, utf8 } from '../kernel/index.js';
import {
  keyOfType,
  NoteInvalid,
  parseKeyOfType,
  parseNote,
  signatureLineOf,
  type VerifierKey,
} from './note.js';

/** Of a witness. Its id differs from that of the same key used for notes, so that neither passes for the other. */
export interface CosignerKey extends VerifierKey {
  readonly cosigner: true;
}

export interface Cosigner {
  readonly verifier: CosignerKey;
  /**
   * The signature line for a checkpoint that was checked.
   *
   * @param text of the checkpoint's note, without the signatures
   * @param seconds since 1970, whole
   */
  cosign(text: string, seconds: number): string;
}

export interface Cosignature {
  readonly key: CosignerKey;
  /** Seconds since 1970, as the witness says. */
  readonly seconds: number;
}

const cosignatureType = 0x04;
const timestampLength = 8;
const signatureLength = 64;

/** @throws NoteInvalid when the name cannot stand in a signature line or the key is not Ed25519 */
export function cosignerOf(name: string, jwk: PrivateJwk): Cosigner {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new NoteInvalid('the key is not an Ed25519 key');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const verifier = cosignerKeyOf(name, new Uint8Array(Buffer.from(x ?? '', 'base64url')));
  return {
    verifier,
    cosign: (text, seconds) => {
      const signature = sign(null, messageOf(text, BigInt(seconds)), privateKey);
      return signatureLineOf(verifier, concatBytes(timestampOf(seconds), signature));
    },
  };
}

/**
 * @param publicKey 32 bytes (RFC 8032)
 * @throws NoteInvalid
 */
export const cosignerKeyOf = (name: string, publicKey: Uint8Array): CosignerKey => ({
  ...keyOfType(cosignatureType, name, publicKey),
  cosigner: true,
});

/** @throws NoteInvalid when the text is no vkey, of another type, or its id does not follow from its key */
export const parseCosignerKey = (vkey: string): CosignerKey => ({
  ...parseKeyOfType(cosignatureType, vkey),
  cosigner: true,
});

/**
 * The cosignatures of known witnesses under a checkpoint, one for each witness, the latest. Lines of others, the log's
 * own among them, are passed over: whether the log signed says `openCheckpoint`.
 *
 * @throws NoteInvalid when the note is malformed or the cosignature of a known witness does not hold
 */
export function cosignaturesOf(note: string, keys: readonly CosignerKey[]): readonly Cosignature[] {
  const { text, signatures } = parseNote(note);
  const latest = new Map<string, Cosignature>();
  for (const { name, id, signature } of signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === id);
    if (key === undefined) continue;
    const seconds = verifiedTime(text, signature, key);
    if (seconds >= (latest.get(key.vkey)?.seconds ?? 0)) latest.set(key.vkey, { key, seconds });
  }
  return [...latest.values()];
}

/** @throws NoteInvalid */
function verifiedTime(text: string, bytes: Uint8Array, { publicKey }: CosignerKey): number {
  if (bytes.length !== timestampLength + signatureLength) {
    throw new NoteInvalid('the cosignature of a known witness has another length');
  }
  const time = Buffer.from(bytes).readBigUInt64BE(0);
  if (!verify(null, messageOf(text, time), publicKey, bytes.subarray(timestampLength))) {
    throw new NoteInvalid('the cosignature of a known witness does not hold');
  }
  if (time > BigInt(Number.MAX_SAFE_INTEGER))
    throw new NoteInvalid('a cosignature is of no time that can be');
  return Number(time);
}

const messageOf = (text: string, time: bigint): Uint8Array => utf8(`cosignature/v1\ntime ${time}\n${text}`);

function timestampOf(seconds: number): Uint8Array {
  const bytes = Buffer.alloc(timestampLength);
  bytes.writeBigUInt64BE(BigInt(seconds));
  return bytes;
}
