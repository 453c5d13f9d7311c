/**
 * Free text from asker to sources and reviewing officers: JWE to a roster key, so that the hub carries what it cannot read. `apv` is
 * the SHA-256 of the request's key statement; a text moved to another request no longer fits.
 */
import type { KeyStatement, OfficerText, PartnerId, Roster, RosterPartner } from '../../contract/index.js';
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

export type TextKind = 'questionText' | 'necessity' | 'unsafeForFamily';

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
  const keys = sources.flatMap(({ id, sealing }) => sealing.map((key) => ({ to: id, key })));
  const sealed = await sealTo(
    order,
    keys.map(({ key }) => key),
  );
  return sealed?.map((text, place) => ({ to: keys[place]?.to ?? order.from, ...text })) ?? null;
}

/** To every privacy officer of the roster; one of them reviews. @returns null as {@link sealTextFor} */
export const sealTextForOfficers = (
  order: TextOrder,
  { officers = [] }: Pick<Roster, 'officers'>,
): Promise<readonly OfficerText[] | null> =>
  sealTo(
    order,
    officers.flatMap(({ sealing = [] }) => sealing),
  );

async function sealTo(
  { kind, text, from, keyStatement }: TextOrder,
  keys: readonly SealingJwk[],
): Promise<readonly OfficerText[] | null> {
  const plain = utf8(JSON.stringify({ text }));
  if (plain.length > paddedBytes) return null;
  const padded = new Uint8Array(paddedBytes).fill(0x20);
  padded.set(plain);
  const parties = { apu: utf8(from), apv: sha256(keyStatement) };
  return Promise.all(
    keys.map(async (key) => ({
      kid: key.kid,
      jwe: await sealCompact(padded, key, { field: kind }, parties),
    })),
  );
}

type SealingJwk = RosterPartner['sealing'][number];

/** @returns null when the text was sealed by or for another, for another request, or does not open */
export async function openText(
  sealed: OfficerText,
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
