/** The erasure certificate: one file for the person, as consent-schemas/erasure-certificate.schema.json says. */

import type { ErasableClass, Restriction, RightsRequestId } from '../../contract/index.js';
import {
  base64url,
  canonicalJson,
  type Json,
  type JsonObject,
  type PublicJwk,
  sha256,
} from '../../kernel/index.js';
import type { InclusionStatement } from '../../tlog/index.js';

export const certificateFormat = 'kernhub/erasure-certificate/v1';

/** Stands in the file itself, so that its terms can be read when no server answers for them any more. */
export const certificateContext = {
  '@vocab': 'urn:kernhub:erasure-certificate:v1:',
  dpv: 'https://w3id.org/dpv#',
  dct: 'http://purl.org/dc/terms/',
  id: 'dct:identifier',
  issuedAt: 'dct:issued',
  issuedBy: 'dct:publisher',
  destroyed: 'dpv:Erase',
  restricted: 'dpv:hasStorageCondition',
  ledger: { '@id': 'urn:kernhub:erasure-certificate:v1:ledger', '@type': '@json' },
} as const;

export interface UnsignedCertificate {
  readonly '@context': typeof certificateContext;
  readonly '@type': 'urn:kernhub:erasure-certificate:v1:ErasureCertificate';
  readonly format: typeof certificateFormat;
  readonly id: RightsRequestId;
  /** RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
  /** AVG art. 17. */
  readonly article: 'AVG 17';
  /** Civil date in Amsterdam. */
  readonly erasedOn: string;
  readonly destroyed: readonly ErasableClass[];
  /** What the law obliges to keep: on which article, and until when. */
  readonly restricted: readonly Restriction[];
  /** Entries of the log of which the leaf is left. */
  readonly entries: number;
  /** From this day on no backup of keys can exist that opens what was destroyed. */
  readonly keyBackupsGoneOn: string;
  /** The officer's signed word, with the key that a roster lists. */
  readonly order: { readonly statement: string; readonly key: PublicJwk };
  readonly ledger: {
    readonly kind: 'erasure';
    /** 32 bytes, standard base64. */
    readonly commitment: string;
    readonly opened: { readonly opening: string; readonly payload: JsonObject };
    readonly inclusion: InclusionStatement;
    /** C2SP vkeys as the hub gave them: convenient, but no proof of whose they are. */
    readonly verifierKeys: readonly string[];
  };
}

export interface Certificate extends UnsignedCertificate {
  /** JWS of the hub over the digest of all the rest (`typ: kernhub-erasure-certificate+jwt`). */
  readonly statement: string;
}

/** SHA-256 of the canonical certificate (RFC 8785) without its statement, base64url. */
export function certificateDigest(certificate: UnsignedCertificate): string {
  const { statement: _, ...rest } = certificate as UnsignedCertificate & { readonly statement?: string };
  return base64url(sha256(canonicalJson(rest as unknown as Json)));
}
