/** C2SP signed-note (https://c2sp.org/signed-note) with Ed25519 keys, and the vkey form in which they are handed out. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { base64, base64url, concatBytes, type PrivateJwk, sha256, utf8 } from '../kernel/index.js';
import { decodeBase64 } from './strict-base64.js';

/** A note is malformed or not signed by a known key; the message tells in one sentence why. */
export class NoteInvalid extends Error {
  override readonly name = 'NoteInvalid';
}

export interface VerifierKey {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly id: string;
  readonly publicKey: KeyObject;
  /** `<name>+<id>+<base64(0x01 || public key)>` */
  readonly vkey: string;
}

export interface NoteSigner {
  readonly verifier: VerifierKey;
  /** The signature over a note's text, 64 bytes. */
  sign(text: Uint8Array): Uint8Array;
}

const ed25519 = 0x01;
const maxSignatures = 100;
const maxCharacters = 1_000_000;
const signatureLine = /^— (\S+) (\S+)$/;

/** C2SP signed-note, *Signatures*: not empty, no Unicode space, no plus. */
const isKeyName = (name: string): boolean => name.length > 0 && !/[\s\u0085+]/u.test(name);

/** @throws NoteInvalid when the name cannot stand in a signature line or the key is not Ed25519 */
export function noteSigner(name: string, jwk: PrivateJwk): NoteSigner {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new NoteInvalid('the key is not an Ed25519 key');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    verifier: verifierKeyOf(name, new Uint8Array(Buffer.from(x ?? '', 'base64url'))),
    sign: (text) => sign(null, text, privateKey),
  };
}

/**
 * @param publicKey 32 bytes (RFC 8032)
 * @throws NoteInvalid
 */
export const verifierKeyOf = (name: string, publicKey: Uint8Array): VerifierKey =>
  keyOfType(ed25519, name, publicKey);

/** @throws NoteInvalid when the text is no vkey, of another algorithm, or its id does not follow from its key */
export const parseVerifierKey = (vkey: string): VerifierKey => parseKeyOfType(ed25519, vkey);

/**
 * A key whose signature type (C2SP signed-note, *Signature types*) has an Ed25519 key as its material.
 *
 * @throws NoteInvalid
 */
export function keyOfType(type: number, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new NoteInvalid('a key name may not be empty or hold a space or a plus');
  if (publicKey.length !== 32) throw new NoteInvalid('an Ed25519 public key has 32 bytes');
  const typed = concatBytes(Uint8Array.of(type), publicKey);
  const id = Buffer.from(sha256(concatBytes(utf8(`${name}\n`), typed)).subarray(0, 4)).toString('hex');
  return {
    name,
    id,
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) },
      format: 'jwk',
    }),
    vkey: `${name}+${id}+${base64(typed)}`,
  };
}

/** @throws NoteInvalid as {@link parseVerifierKey} */
export function parseKeyOfType(type: number, vkey: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const typed = decodeBase64(encoded);
  if (typed?.[0] !== type) throw new NoteInvalid('not the vkey of an Ed25519 key of that use');
  const key = keyOfType(type, name, typed.subarray(1));
  if (key.id !== id) throw new NoteInvalid('the id of the vkey does not follow from its name and key');
  return key;
}

/**
 * Signs a text that ends in a newline.
 *
 * @throws NoteInvalid when the text cannot be a note's
 */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  refuseOddText(text);
  if (!text.endsWith('\n')) throw new NoteInvalid('the text does not end in a newline');
  const bytes = utf8(text);
  const lines = signers.map(({ verifier, sign }) => signatureLineOf(verifier, sign(bytes)));
  return `${text}\n${lines.join('')}`;
}

/** One line below a note, ended by a newline. */
export const signatureLineOf = ({ name, id }: VerifierKey, signature: Uint8Array): string =>
  `— ${name} ${base64(concatBytes(Buffer.from(id, 'hex'), signature))}\n`;

/**
 * Reads a note and verifies it with the keys that are trusted; signatures of others are passed over.
 *
 * @returns the text, and the keys that signed it
 * @throws NoteInvalid when it is malformed, no known key signed it, or the signature of a known key is wrong
 */
export function openNote(
  note: string,
  keys: readonly VerifierKey[],
): { readonly text: string; readonly signedBy: readonly VerifierKey[] } {
  const { text, signatures } = parseNote(note);
  const bytes = utf8(text);
  const signedBy: VerifierKey[] = [];
  for (const { name, id, signature } of signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === id);
    if (key === undefined) continue;
    if (signature.length !== 64 || !verify(null, bytes, key.publicKey, signature)) {
      throw new NoteInvalid('the signature of a known key does not hold');
    }
    signedBy.push(key);
  }
  if (signedBy.length === 0) throw new NoteInvalid('no known key signed the note');
  return { text, signedBy };
}

/**
 * Who a note says that it was signed by; nothing is verified.
 *
 * @throws NoteInvalid when it is malformed
 */
export const signaturesOf = (note: string): readonly Pick<VerifierKey, 'name' | 'id'>[] =>
  parseNote(note).signatures.map(({ name, id }) => ({ name, id }));

export interface ParsedNote {
  readonly text: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly id: string;
    readonly signature: Uint8Array;
  }[];
}

/** Nothing is verified. @throws NoteInvalid when it is malformed */
export function parseNote(note: string): ParsedNote {
  if (note.length > maxCharacters) throw new NoteInvalid('the note is too long');
  refuseOddText(note);
  // The text may hold empty lines itself: the last one separates.
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new NoteInvalid('the note has no signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > maxSignatures) throw new NoteInvalid('the note has too many signatures');
  const signatures = lines.map((line) => {
    const [, name = '', encoded = ''] = signatureLine.exec(line) ?? [];
    const bytes = decodeBase64(encoded);
    if (!isKeyName(name) || bytes === null || bytes.length < 5) {
      throw new NoteInvalid('a signature line is malformed');
    }
    return { name, id: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

/** Valid UTF-8 once encoded, and no ASCII control character but newline. */
function refuseOddText(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new NoteInvalid('the note is not valid UTF-8');
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < 0x20 && code !== 0x0a) throw new NoteInvalid('the note holds a control character');
  }
}
