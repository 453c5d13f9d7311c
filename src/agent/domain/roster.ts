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
  readonly covenantKey: PublicJwk;
  /** Origin of the hub that this agent was installed for. */
  readonly hubOrigin: string;
  readonly seen: PinnedRoster | null;
  readonly today: CivilDate;
}

/** Accepts a roster that the covenant key signed, for this hub, and that is not older than the one seen. */
export async function judgeRoster(question: RosterQuestion): Promise<RosterVerdict> {
  const { statement, covenantKey, seen } = question;
  let roster: Claims<'kernhub-roster+jwt'>;
  try {
    roster = await readStatement(statement, 'kernhub-roster+jwt', [covenantKey]);
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

export interface OwnKeys {
  readonly signing: PublicJwk;
  readonly sealing: PublicJwk;
}

/**
 * What is wrong with the roster's entry about ourselves. A key listed that is not ours is the sign of a swap: whoever
 * holds it could sign or open in our name.
 */
export function ownKeyAlarms(roster: Roster, self: PartnerId, own: OwnKeys): readonly string[] {
  const entry = partnerIn(roster, self);
  if (entry === null) return ['own-entry-missing'];
  const alarms: string[] = [];
  if (!entry.signing.some((key) => sameKey(key, own.signing))) alarms.push('own-signing-key-not-listed');
  if (!entry.sealing.some((key) => sameKey(key, own.sealing))) alarms.push('own-sealing-key-not-listed');
  if (entry.signing.some((key) => !sameKey(key, own.signing))) alarms.push('other-signing-key-listed');
  if (entry.sealing.some((key) => !sameKey(key, own.sealing))) alarms.push('other-sealing-key-listed');
  return alarms;
}

const sameKey = (a: { readonly kid: string; readonly x: string }, b: PublicJwk): boolean =>
  a.kid === b.kid && a.x === b.x;
