import type { ChildRef, EntryId, PartnerId } from '../../../contract/index.js';
import { Hidings } from '../../../exchange/index.js';
import { base64, type CivilDate, civilDateOf, type PublicJwk } from '../../../kernel/index.js';
import { type Evidence, entryHash } from '../../../ledger/index.js';
import type { InclusionStatement } from '../../../tlog/index.js';
import { type PurposeSource, receiptIdOf } from '../receivable.js';
import { accessHash, accessIn, isSeen, type ListedAccess, type Sight } from './access.js';
import {
  accessStatementContext,
  accessStatementFormat,
  type StatedAccess,
  type UnsignedAccessStatement,
} from './access-statement.js';
import type { StatedPart } from './stated-part.js';

export interface SeenAccess extends ListedAccess {
  readonly on: CivilDate;
  readonly partner: PartnerId;
  readonly purpose: string | null;
  /** Null where it was never hidden. */
  readonly hiddenUntil: CivilDate | null;
}

/**
 * What a viewer may see of what the log holds about a child.
 *
 * @param entries all of the child's, newest first
 * @param today what is hidden from the family on this day is not there for it
 * @returns in the order of the log
 */
export function accessesSeen(
  entries: readonly Evidence[],
  sight: Sight,
  catalogue: PurposeSource,
  today: CivilDate,
): readonly SeenAccess[] {
  const inOrder = entries.toReversed();
  const hidings = new Hidings();
  for (const { payload } of inOrder) hidings.add(payload.event, payload);
  return inOrder.flatMap(({ id, kind, commitment, payload }) => {
    const access = accessIn(payload.event, payload);
    const at = new Date(payload.at);
    if (access === null || !isSeen(access, at, sight, catalogue)) return [];
    if (sight.family && hidings.hides(payload.exchange, today)) return [];
    const { event, asked } = access;
    const partner = String(asked === null ? payload.partner : payload.recipient) as PartnerId;
    const leaf = entryHash(kind, commitment);
    const hiddenUntil = hidings.until(payload.exchange);
    const purpose = asked?.purpose ?? null;
    return [{ entry: id, event, leaf, on: civilDateOf(at), partner, purpose, hiddenUntil }];
  });
}

export const hashesOf = (accesses: readonly ListedAccess[]): readonly Uint8Array[] =>
  accesses.map(accessHash);

export interface StatementMaterial {
  readonly evidence: Evidence;
  readonly disclosures: readonly string[];
  readonly stated: StatedPart;
  readonly child: ChildRef | null;
  readonly accesses: readonly SeenAccess[];
  readonly indexes: ReadonlyMap<EntryId, number>;
  readonly nameOf: (partner: PartnerId) => string;
  readonly inclusion: InclusionStatement;
  readonly verifierKeys: readonly string[];
  readonly issuedAt: Date;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
}

export function makeAccessStatement(material: StatementMaterial): UnsignedAccessStatement {
  const { evidence, disclosures, stated, child, inclusion, verifierKeys, issuedAt, issuedBy } = material;
  const { id, kind, commitment, opening, payload } = evidence;
  return {
    '@context': accessStatementContext,
    '@type': 'urn:kernhub:access-statement:v1:AccessStatement',
    format: accessStatementFormat,
    id: receiptIdOf(id),
    issuedAt: issuedAt.toISOString(),
    issuedBy,
    viewer: { as: stated.viewer.as, child },
    on: String(payload.judgedOn) as CivilDate,
    until: stated.until as UnsignedAccessStatement['until'],
    accesses: material.accesses.map((access) => inFile(access, material)),
    ledger: {
      kind,
      commitment: base64(commitment),
      opened: { opening: base64(opening), payload, parts: disclosures },
      inclusion,
      verifierKeys,
    },
  };
}

function inFile(
  { entry, event, leaf, on, partner, purpose, hiddenUntil }: SeenAccess,
  { indexes, nameOf }: StatementMaterial,
): StatedAccess {
  const index = indexes.get(entry);
  // It stands before the statement, and that has an index.
  if (index === undefined) throw new RangeError('an access that is stated has its place in the log');
  const named = { id: partner, name: nameOf(partner) };
  const access = { entry, index, event, leaf: base64(leaf), on, partner: named, purpose };
  return hiddenUntil === null ? access : { ...access, hiddenUntil };
}
