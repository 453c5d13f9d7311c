/**
 * The protected header of a sealed field. jose takes `apu`, `apv` and the rest from the header itself, so that a seal
 * opens whatever they say; the recipient compares each with what it expects *before* opening.
 */
import { base64url, type Json, type JsonObject, peekSealHeader, sha256, utf8 } from '../../kernel/index.js';
import type { Check } from './check.js';

export interface SealContext {
  readonly header: JsonObject;
  readonly field: string;
  readonly source: string;
  readonly ticketJws: string;
}

const members = ['alg', 'apu', 'apv', 'enc', 'epk', 'field'];

/** Throws when it is no compact JWE; the check then fails. */
export const headerOf = (jwe: string): JsonObject => peekSealHeader(jwe);

export const sealChecks: readonly Check<SealContext>[] = [
  {
    code: 'seal-algorithms',
    holds: ({ header }) => header.alg === 'ECDH-ES' && header.enc === 'A256GCM' && isX25519(header.epk),
  },
  {
    code: 'seal-header',
    holds: ({ header }) => Object.keys(header).every((member) => members.includes(member)),
  },
  {
    code: 'seal-source',
    holds: ({ header, source }) => header.apu === base64url(utf8(source)),
  },
  {
    code: 'seal-ticket',
    holds: ({ header, ticketJws }) => header.apv === base64url(sha256(ticketJws)),
  },
  { code: 'seal-field', holds: ({ header, field }) => header.field === field },
];

function isX25519(epk: Json | undefined): boolean {
  if (typeof epk !== 'object' || epk === null || Array.isArray(epk)) return false;
  const key = epk as JsonObject;
  return key.kty === 'OKP' && key.crv === 'X25519';
}
