import { type Envelope, type PartnerId, signStatement } from '../../contract/index.js';
import { base64url, type PublicJwk, type SigningKey, sealCompact, sha256, utf8 } from '../../kernel/index.js';
import type { PlainField } from './minimise.js';

export const asciiDigest = (ascii: string): string => base64url(sha256(ascii));

export interface SealOrder {
  readonly source: PartnerId;
  readonly signing: SigningKey;
  /** The ticket as it came, compact. */
  readonly ticketJws: string;
  /** The recipient's fresh key, from the key statement. */
  readonly recipientKey: PublicJwk;
  readonly fields: readonly PlainField[];
  /** By hand: the ground for breaking secrecy. */
  readonly release?: { readonly ground: string };
  readonly now: number;
}

/** Seals each field on its own and signs what was sealed (exchange.md, step 4). */
export async function sealEnvelope(order: SealOrder): Promise<Envelope> {
  const parties = { apu: utf8(order.source), apv: sha256(order.ticketJws) };
  const sealed = await Promise.all(
    order.fields.map(
      async ({ name, padded }) =>
        [name, await sealCompact(padded, order.recipientKey, { field: name }, parties)] as const,
    ),
  );
  const manifest = await signStatement(order.signing, 'kernhub-manifest+jwt', {
    iss: order.source,
    ticket: asciiDigest(order.ticketJws),
    fields: Object.fromEntries(sealed.map(([name, jwe]) => [name, asciiDigest(jwe)])),
    ...(order.release !== undefined && { release: order.release }),
    iat: order.now,
  });
  return { manifest, fields: Object.fromEntries(sealed) };
}
