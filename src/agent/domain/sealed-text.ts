/**
 * Free text from asker to sources: JWE to a source's roster key, so that the hub carries what it cannot read. `apv` is
 * the SHA-256 of the request's key statement; a text moved to another request no longer fits.
 */
import type { KeyStatement, PartnerId, RosterPartner } from '../../contract/index.js';
import {
  base64url,
  fromUtf8,
  openCompact,
  type PrivateJwk,
  peekSealHeader,
  sealCompact,
  sha256,
  utf8,
} from '../../kernel/index.js';

export type TextKind = 'questionText' | 'necessity';

export interface SealedText {
  readonly to: PartnerId;
  readonly kid: string;
  readonly jwe: string;
}

export interface TextOrder {
  readonly kind: TextKind;
  readonly text: string;
  readonly from: PartnerId;
  /** The key statement of the request that the text belongs to, compact. */
  readonly keyStatement: string;
}

/** Every text has this length before it is sealed. */
const paddedBytes = 2_048;

/** @returns null when the text is too long: more than about 2,000 bytes */
export async function sealTextFor(
  order: TextOrder,
  sources: readonly RosterPartner[],
): Promise<readonly SealedText[] | null> {
  const plain = utf8(JSON.stringify({ text: order.text }));
  if (plain.length > paddedBytes) return null;
  const padded = new Uint8Array(paddedBytes).fill(0x20);
  padded.set(plain);
  const parties = { apu: utf8(order.from), apv: sha256(order.keyStatement) };
  return Promise.all(
    sources.flatMap(({ id, sealing }) =>
      sealing.map(async (key) => ({
        to: id,
        kid: key.kid,
        jwe: await sealCompact(padded, key, { field: order.kind }, parties),
      })),
    ),
  );
}

/** @returns null when the text was sealed by or for another, for another request, or does not open */
export async function openText(
  sealed: SealedText,
  expected: Omit<TextOrder, 'text' | 'from'> & { readonly statement: Pick<KeyStatement, 'iss'> },
  sealingKey: PrivateJwk,
): Promise<string | null> {
  try {
    const header = peekSealHeader(sealed.jwe);
    const fits =
      header.alg === 'ECDH-ES' &&
      header.enc === 'A256GCM' &&
      header.field === expected.kind &&
      header.apu === base64url(utf8(expected.statement.iss)) &&
      header.apv === base64url(sha256(expected.keyStatement));
    if (!fits) return null;
    const { plaintext } = await openCompact(sealed.jwe, sealingKey);
    const content = JSON.parse(fromUtf8(plaintext)) as { readonly text?: unknown };
    return typeof content.text === 'string' ? content.text : null;
  } catch {
    return null;
  }
}
