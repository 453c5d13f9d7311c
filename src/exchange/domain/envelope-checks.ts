/** What the hub checks of an envelope that it cannot read (exchange.md, step 5): everything wrong is named at once. */
import type { Envelope, Field, Manifest, PartnerId } from '../../contract/index.js';
import {
  base64url,
  type Fault,
  type Json,
  type JsonObject,
  peekSealHeader,
  utf8,
} from '../../kernel/index.js';
import { clockSkew } from './key-statement.js';
import { asciiDigest } from './ticket.js';

export interface ExpectedEnvelope {
  readonly source: PartnerId;
  /** As handed out, compact. */
  readonly ticket: string;
  /** Exactly these, with the size that each is padded to. */
  readonly fields: readonly Pick<Field, 'name' | 'paddedBytes'>[];
  /** Grounds that a professional may release on; null where no professional releases by hand. */
  readonly grounds: readonly string[] | null;
  /** Seconds since 1970. */
  readonly deadline: number;
  readonly now: number;
}

/** A fault with a code for the ledger, which records no reasons in words. */
export interface EnvelopeFault extends Fault {
  readonly cause: string;
}

const fault = (cause: string, pointer: string, reason: string): EnvelopeFault => ({ cause, pointer, reason });
const none: readonly EnvelopeFault[] = [];

/** @param manifest null when its signature does not hold under a registered key of the source */
export function judgeEnvelope(
  envelope: Envelope,
  manifest: Manifest | null,
  expected: ExpectedEnvelope,
): readonly EnvelopeFault[] {
  return [
    ...(expected.now <= expected.deadline ? none : [fault('late', '', 'the deadline has passed')]),
    ...(manifest === null
      ? [
          fault(
            'manifest-signature',
            '/manifest',
            'is not a manifest signed by a registered key of the source',
          ),
        ]
      : judgeManifest(manifest, envelope, expected)),
    ...exactFields(Object.keys(envelope.fields), expected, '/fields', 'fields'),
    ...expected.fields.flatMap((field) => {
      const jwe = envelope.fields[field.name];
      return jwe === undefined ? none : judgeSeal(jwe, field, expected);
    }),
  ];
}

function judgeManifest(
  manifest: Manifest,
  envelope: Envelope,
  expected: ExpectedEnvelope,
): readonly EnvelopeFault[] {
  const { source, ticket, grounds, now } = expected;
  const ground = manifest.release?.ground;
  const wrong = Object.entries(envelope.fields).filter(
    ([name, jwe]) => manifest.fields[name] !== undefined && manifest.fields[name] !== asciiDigest(jwe),
  );
  return [
    ...(manifest.iss === source ? none : [fault('manifest-issuer', '/manifest', 'iss is not the source')]),
    ...(manifest.ticket === asciiDigest(ticket)
      ? none
      : [fault('manifest-ticket', '/manifest', 'ticket is not the hash of this ticket')]),
    ...(manifest.iat <= now + clockSkew ? none : [fault('manifest-time', '/manifest', 'iat lies ahead')]),
    ...exactFields(Object.keys(manifest.fields), expected, '/manifest', 'manifest-fields'),
    ...wrong.map(([name]) =>
      fault('field-hash', `/fields/${name}`, 'is not the field that the manifest has the hash of'),
    ),
    ...(grounds === null && ground !== undefined
      ? [fault('release-ground', '/manifest', 'release is only for what a professional releases by hand')]
      : none),
    ...(grounds !== null && (ground === undefined || !grounds.includes(ground))
      ? [fault('release-ground', '/manifest', `release.ground must be one of ${grounds.join(', ')}`)]
      : none),
  ];
}

function exactFields(
  names: readonly string[],
  expected: ExpectedEnvelope,
  pointer: string,
  cause: string,
): readonly EnvelopeFault[] {
  const wanted = expected.fields.map(({ name }) => name);
  return [
    ...wanted
      .filter((name) => !names.includes(name))
      .map((name) => fault(`${cause}-missing`, `${pointer}/${name}`, 'is missing; the ticket asks for it')),
    ...names
      .filter((name) => !wanted.includes(name))
      .map((name) => fault(`${cause}-extra`, `${pointer}/${name}`, 'is not a field of the ticket')),
  ];
}

/** Bytes of a base64url text, or null when it is not the one form that such bytes have. */
function bytesIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes.length : null;
}

/**
 * The header is in clear, so it may say nothing but what it must; the ciphertext has exactly the padded size, so that
 * its length says nothing either.
 */
function judgeSeal(
  jwe: string,
  field: Pick<Field, 'name' | 'paddedBytes'>,
  { source, ticket }: ExpectedEnvelope,
): readonly EnvelopeFault[] {
  const at = (cause: string, reason: string): EnvelopeFault => fault(cause, `/fields/${field.name}`, reason);
  const header = headerOf(jwe);
  const [, encryptedKey, iv, ciphertext, tag] = jwe.split('.');
  if (header === null || encryptedKey !== '' || bytesIn(iv) !== 12 || bytesIn(tag) !== 16) {
    return [at('seal-form', 'is not a compact JWE with direct key agreement and A256GCM')];
  }
  const size = bytesIn(ciphertext);
  const members = ['alg', 'apu', 'apv', 'enc', 'epk', 'field'];
  return [
    ...(header.alg === 'ECDH-ES' && header.enc === 'A256GCM' && isX25519(header.epk)
      ? none
      : [at('seal-algorithms', 'must be ECDH-ES with A256GCM and an X25519 epk')]),
    ...(Object.keys(header).every((name) => members.includes(name))
      ? none
      : [at('seal-header', `may hold ${members.join(', ')} only`)]),
    ...(header.apu === base64url(utf8(source)) ? none : [at('seal-source', 'apu is not the source')]),
    ...(header.apv === asciiDigest(ticket)
      ? none
      : [at('seal-ticket', 'apv is not the hash of this ticket')]),
    ...(header.field === field.name ? none : [at('seal-field', 'field is not the name it stands under')]),
    ...(size === field.paddedBytes
      ? none
      : [at('seal-size', `must hold ${field.paddedBytes} bytes, padded`)]),
  ];
}

function headerOf(jwe: string): JsonObject | null {
  try {
    return peekSealHeader(jwe);
  } catch {
    return null;
  }
}

function isX25519(epk: Json | undefined): boolean {
  if (typeof epk !== 'object' || epk === null || Array.isArray(epk)) return false;
  const key = epk as JsonObject;
  const x = key.x;
  return (
    Object.keys(key).sort().join() === 'crv,kty,x' &&
    key.kty === 'OKP' &&
    key.crv === 'X25519' &&
    typeof x === 'string' &&
    bytesIn(x) === 32
  );
}
