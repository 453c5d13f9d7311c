/** Which entries are an access to a child, and which of those a viewer may see. Pure: hub and replay ask the same. */
import type { EntryId } from '../../../contract/index.js';
import { base64, type CivilDate, type JsonObject } from '../../../kernel/index.js';
import { CompactRange, leafHash } from '../../../tlog/index.js';
import { isSeenAt, namesIn, type PurposeSource, shownFlows } from '../receivable.js';

export const accessEvents = [
  'subject.enrolled',
  'introduction.redeemed',
  'exchange.permitted',
  'exchange.refused',
  'exchange.released',
] as const;
export type AccessEvent = (typeof accessEvents)[number];

/** Kinds of the entries that accesses are among. */
export const accessKinds = ['subject', 'introduction', 'exchange'] as const;

/** What decides whether a family may see an access; the same for many. */
export interface AccessKind {
  readonly event: AccessEvent;
  /** Null for an enrolment, which is for no purpose. */
  readonly asked: {
    readonly purpose: string;
    readonly version: number;
    readonly fields: readonly string[];
    readonly role: string | null;
    readonly flow: string | null;
  } | null;
}

/** Until which day somebody sees, exclusive; null for no limit. Of a guardian it is what `seesUntil` says. */
export type SeesUntil = CivilDate | null | 'nothing';

export interface Sight {
  readonly until: SeesUntil;
  /** A family sees what the purpose lets it see, an officer everything. */
  readonly family: boolean;
}

const isAccess = (event: string): event is AccessEvent => (accessEvents as readonly string[]).includes(event);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Null for an entry that is no access. */
export function accessIn(event: string, payload: JsonObject): AccessKind | null {
  if (!isAccess(event)) return null;
  if (event === 'subject.enrolled' || event === 'introduction.redeemed') return { event, asked: null };
  const { purpose, version, fields, role, flow } = payload;
  return {
    event,
    asked: {
      purpose: String(purpose),
      version: Number(version),
      fields: namesIn(fields),
      role: textOrNull(role),
      flow: textOrNull(flow),
    },
  };
}

/** @param at when it was recorded */
export function isSeen(
  { event, asked }: AccessKind,
  at: Date,
  sight: Sight,
  catalogue: PurposeSource,
): boolean {
  if (!isSeenAt(sight.until, at)) return false;
  if (!sight.family || asked === null) return true;
  const purpose = catalogue.version(asked.purpose, asked.version);
  return purpose !== null && shownFlows({ event, ...asked }, purpose, catalogue).length > 0;
}

export interface ListedAccess {
  readonly entry: EntryId;
  readonly event: AccessEvent;
  /** Leaf hash of the entry in the log, 32 bytes. */
  readonly leaf: Uint8Array;
}

/**
 * The leaf of an access in the tree of a list. Without its index: that moves with what others did, and a list may depend
 * on nothing that its viewer may not see.
 */
export const accessHash = ({ entry, event, leaf }: ListedAccess): Uint8Array =>
  leafHash(`kernhub/access/v1\n${entry}\n${event}\n${base64(leaf)}\n`);

/** RFC 9162 section 2.1.1 over the accesses in the order of the log. */
export function listRoot(hashes: Iterable<Uint8Array>): Uint8Array {
  const tree = new CompactRange();
  for (const hash of hashes) tree.append(hash);
  return tree.root();
}
