import { base64url, equalBytes, fromUtf8, type JsonObject } from '../../kernel/index.js';
import { commitmentOf, kindOf, openPart, sealContext } from '../../ledger/offline.js';
import { SealBroken, type Vault, VaultKeyShredded } from '../../vault/index.js';
import type { EntryRow, PartRow } from '../domain/rows.js';
import { broken } from '../domain/verification.js';

/** What the rest of the verification needs to know of an entry's content. */
export interface Content {
  /** Null when the key was destroyed: then the leaf is all that is left, and all that is needed. */
  readonly payload: {
    readonly owner: string;
    readonly at: string;
    readonly relies: readonly string[];
    readonly members: JsonObject;
  } | null;
  readonly parts: number;
  /** Keys of parts that are gone; nothing where the entry's own is gone too. */
  readonly partsGone?: readonly Pick<PartRow, 'owner' | 'retention'>[];
  /** As it was committed to; null when the key was destroyed. */
  readonly opened: OpenedBytes | null;
  /** Of one whose rows were erased: by which entry, and where that stands. */
  readonly erasedBy?: { readonly erasure: string; readonly index: number | null };
}

/** What is left of an erased entry. */
export const nothingLeft = (erasedBy: NonNullable<Content['erasedBy']>): Content => ({
  payload: null,
  parts: 0,
  opened: null,
  erasedBy,
});

export interface OpenedBytes {
  readonly payload: Uint8Array;
  readonly opening: Uint8Array;
  /** Disclosures of the parts whose key is there. */
  readonly disclosures: readonly Uint8Array[];
}

export type CheckShape = (event: string, payload: JsonObject) => void;

/**
 * Opens an entry and holds it against its commitment, its own id and kind, its declared shape and its parts.
 *
 * @throws ClaimBroken
 */
export async function checkContent(
  vault: Vault,
  row: EntryRow,
  parts: readonly PartRow[],
  checkShape: CheckShape | null,
): Promise<Content> {
  const place = placeOf(row);
  const { id, commitment, owner } = refuseMissing(row);
  const opened = await openPayload(vault, row);
  const disclosed = await Promise.all(parts.map((part) => openOnePart(vault, id, part, place)));
  const disclosures = disclosed.filter((disclosure) => disclosure !== null);
  const held = { parts: disclosures.length };
  if (opened === null) return { payload: null, opened: null, ...held };
  if (!equalBytes(commitmentOf(opened.opening, opened.payload), commitment)) {
    throw broken(
      'payload-of-commitment',
      'payload and opening do not lead to the commitment in the leaf',
      place,
    );
  }
  const payload = JSON.parse(fromUtf8(opened.payload)) as JsonObject;
  const { id: itself, event, at, relies, parts: digests } = payload;
  if (itself !== id || typeof event !== 'string' || kindOf(event) !== row.kind) {
    throw broken('payload-of-entry', 'the payload is that of another entry or kind', place);
  }
  if (typeof at !== 'string' || !isTexts(relies) || !isTexts(digests)) {
    throw broken('payload-shape', 'the payload lacks what the ledger adds to every entry', place);
  }
  if (row.at !== null && row.at.toISOString() !== at) {
    throw broken('payload-of-entry', 'the time beside the payload is not the one in it', place);
  }
  const present = parts.map((part) => base64url(part.digest)).toSorted();
  if (present.length !== digests.length || present.some((digest, nth) => digest !== digests[nth])) {
    throw broken('parts-complete', 'the parts stored are not those the payload names', place);
  }
  try {
    checkShape?.(event, payload);
  } catch {
    throw broken('payload-shape', `the payload has not the shape declared for ${event}`, place);
  }
  const partsGone = parts.filter((_, nth) => disclosed[nth] === null);
  return {
    payload: { owner, at, relies, members: payload },
    opened: { ...opened, disclosures },
    partsGone,
    ...held,
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const placeOf = ({ index, seq, id }: EntryRow) => ({ index, seq, entry: id });

/**
 * All that belongs to an entry is there; what anyone can see without keys.
 *
 * @throws ClaimBroken
 */
export function refuseMissing(row: EntryRow): { id: string; commitment: Uint8Array; owner: string } {
  const { id, commitment, owner } = row;
  if (id === null || commitment === null) {
    throw broken('entry-present', 'the entry of this leaf is missing', placeOf(row));
  }
  if (owner === null || row.payload === null) {
    throw broken('payload-present', 'the entry has no payload, and no erasure says why', placeOf(row));
  }
  if (row.opening === null) {
    throw broken('payload-present', 'the entry has no opening, and no erasure says why', placeOf(row));
  }
  return { id, commitment, owner };
}

/** Null when the key was destroyed. */
async function openPayload(
  vault: Vault,
  row: EntryRow,
): Promise<{ payload: Uint8Array; opening: Uint8Array } | null> {
  const { id, owner, retention, payload, opening } = row;
  if (id === null || owner === null || retention === null || payload === null || opening === null)
    return null;
  try {
    return {
      payload: await vault.open(owner, retention, payload, sealContext.payload(id)),
      opening: await vault.open(owner, retention, opening, sealContext.opening(id)),
    };
  } catch (error) {
    if (error instanceof VaultKeyShredded) return null;
    // A key store that does not answer says nothing of the log.
    if (!(error instanceof SealBroken)) throw error;
    throw broken('payload-opens', 'payload or opening was altered: its seal does not open', placeOf(row));
  }
}

/** The disclosure; null when its person was erased. */
async function openOnePart(
  vault: Vault,
  id: string,
  part: PartRow,
  place: ReturnType<typeof placeOf>,
): Promise<Uint8Array | null> {
  const digest = base64url(part.digest);
  const altered = () => broken('parts-complete', 'a part was altered: it does not open to its digest', place);
  const { owner, retention, sealed } = part;
  let disclosure: Uint8Array;
  try {
    disclosure = await vault.open(owner, retention, sealed, sealContext.part(id, digest));
  } catch (error) {
    if (error instanceof VaultKeyShredded) return null;
    throw error instanceof SealBroken ? altered() : error;
  }
  try {
    openPart(digest, disclosure);
  } catch {
    throw altered();
  }
  return disclosure;
}
