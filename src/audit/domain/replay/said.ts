import { consentEntryKinds } from '../../../consent/offline.js';
import type { Static } from '../../../contract/index.js';
import { exchangeEntryKinds } from '../../../exchange/offline.js';
import { identityEntryKinds } from '../../../identity/offline.js';
import { oversightEntryKinds } from '../../../oversight/offline.js';
import { passkeysEntryKinds } from '../../../passkeys/offline.js';
import { peopleEntryKinds } from '../../../people/offline.js';
import { purposesEntryKinds } from '../../../purposes/offline.js';
import { receiptsEntryKinds } from '../../../receipts/offline.js';
import { rightsEntryKinds } from '../../../rights/offline.js';
import type { ReplayRule } from '../claims.js';
import { auditEntryKinds } from '../entry-kinds.js';
import type { Recorded } from '../export/recorded.js';
import { broken, type ClaimBroken } from '../verification.js';

const kinds = {
  ...identityEntryKinds,
  ...purposesEntryKinds,
  ...peopleEntryKinds,
  ...passkeysEntryKinds,
  ...consentEntryKinds,
  ...exchangeEntryKinds,
  ...receiptsEntryKinds,
  ...rightsEntryKinds,
  ...oversightEntryKinds,
  ...auditEntryKinds,
};

/** Events that the replay knows the payload of. */
export type Event = keyof typeof kinds;

/** An entry whose payload has the declared shape of its event. */
export interface Said<E extends Event> extends Omit<Recorded, 'payload' | 'event'> {
  readonly event: E;
  readonly payload: Static<(typeof kinds)[E]>;
}

export type Decided = Said<'consent.given'> | Said<'consent.refused'>;

export type Place = Pick<Recorded, 'index' | 'id'>;

export const refuted = (rule: ReplayRule, reason: string, { index, id }: Place): ClaimBroken =>
  broken(rule, reason, { index, entry: id });

/** What the entry would have to rest on was erased: it can be neither borne out nor refuted. */
export class Unproven extends Error {
  override readonly name = 'Unproven';
}

/** Ledger order as the rules compare it; 0 is before everything. */
export const orderOf = ({ index }: Place): number => index + 1;

/** Index of the entry that stands there. */
export const indexOf = ({ order }: { readonly order: number }): number => order - 1;

/** A set of entries, by their indexes, of which each is the latest of its kind; few, so that a list does better than a map. */
export class Latest {
  #kinds: readonly string[] = [];
  #entries: readonly number[] = [];

  /** @param kind what this entry is the newest word about */
  set(kind: string, entry: number): void {
    const place = this.#kinds.indexOf(kind);
    if (place >= 0) this.#entries = this.#entries.with(place, entry);
    else {
      this.#kinds = this.#kinds.concat(kind);
      this.#entries = this.#entries.concat(entry);
    }
  }

  has(entry: number): boolean {
    return this.#entries.includes(entry);
  }
}
