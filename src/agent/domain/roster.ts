/**
 * The covenant roster: whose keys are whose. Trust between partners comes from here and never from the hub's word
 * (exchange.md, *Trust between partners does not run through the hub*).
 */
import {
  type Claims,
  type PartnerId,
  type Roster,
  type RosterPartner,
  readStatement,
} from '../../contract/index.js';
import { base64url, type CivilDate, type PublicJwk, sha256 } from '../../kernel/index.js';

/** The newest roster this agent has accepted; `digest` is the SHA-256 of the statement's ASCII. */
export interface PinnedRoster {
  readonly version: number;
  readonly digest: string;
  readonly statement: string;
}

export type RosterRefusal =
  | 'roster-signature'
  | 'roster-older-than-seen'
  | 'roster-changed-under-its-version'
  | 'roster-of-another-hub'
  | 'roster-not-yet-valid';

export type RosterVerdict =
  | { readonly accepted: true; readonly roster: Roster; readonly pin: PinnedRoster }
  | { readonly accepted: false; readonly cause: RosterRefusal };

export interface RosterQuestion {
  readonly statement: string;
  /** Two while the covenant's key is replaced. */
  readonly covenantKeys: readonly PublicJwk[];
  /** Origin of the hub that this agent was installed for. */
  readonly hubOrigin: string;
  readonly seen: PinnedRoster | null;
  readonly today: CivilDate;
}

/** Accepts a roster that a covenant key signed, for this hub, and that is not older than the one seen. */
export async function judgeRoster(question: RosterQuestion): Promise<RosterVerdict> {
  const { statement, covenantKeys, seen } = question;
  let roster: Claims<'kernhub-roster+jwt'>;
  try {
    roster = await readStatement(statement, 'kernhub-roster+jwt', covenantKeys);
  } catch {
    return { accepted: false, cause: 'roster-signature' };
  }
  const pin = { version: roster.version, digest: base64url(sha256(statement)), statement };
  if (seen !== null && roster.version < seen.version) {
    return { accepted: false, cause: 'roster-older-than-seen' };
  }
  if (seen !== null && roster.version === seen.version && pin.digest !== seen.digest) {
    return { accepted: false, cause: 'roster-changed-under-its-version' };
  }
  if (!sameOrigin(roster.hub.origin, question.hubOrigin)) {
    return { accepted: false, cause: 'roster-of-another-hub' };
  }
  if (roster.validFrom > question.today) return { accepted: false, cause: 'roster-not-yet-valid' };
  return { accepted: true, roster, pin };
}

/** Whether two addresses are of one hub, written with a slash at the end or without. */
export const sameOrigin = (a: string, b: string): boolean => originOf(a) === originOf(b);

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

export const partnerIn = (roster: Roster, id: PartnerId): RosterPartner | null =>
  roster.partners.find((partner) => partner.id === id) ?? null;

/** All keys that are ours, the newest first: while one is replaced, the former is ours too. */
export interface OwnKeys {
  readonly signing: readonly PublicJwk[];
  readonly sealing: readonly PublicJwk[];
}

/**
 * What is wrong with the roster's entry about ourselves. A key listed that is not ours is the sign of a swap: whoever
 * holds it could sign or open in our name.
 */
export function ownKeyAlarms(roster: Roster, self: PartnerId, own: OwnKeys): readonly string[] {
  const entry = partnerIn(roster, self);
  if (entry === null) return ['own-entry-missing'];
  const alarms: string[] = [];
  for (const use of ['signing', 'sealing'] as const) {
    const isOwn = (key: ListedKey): boolean => own[use].some((ours) => sameKey(key, ours));
    if (!entry[use].some(isOwn)) alarms.push(`own-${use}-key-not-listed`);
    if (!entry[use].every(isOwn)) alarms.push(`other-${use}-key-listed`);
  }
  return alarms;
}

/** Of our keys the newest that others can verify; before any roster lists one, simply the newest. */
export const keyInUse = <K extends PublicJwk>(own: readonly [K, ...K[]], listed: readonly ListedKey[]): K =>
  own.find((ours) => listed.some((key) => sameKey(key, ours))) ?? own[0];

type ListedKey = { readonly kid: string; readonly x: string };

const sameKey = (a: ListedKey, b: PublicJwk): boolean => a.kid === b.kid && a.x === b.x;
