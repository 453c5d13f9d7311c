import type { ExchangeId } from '../../contract/index.js';
import { type CivilDate, civilDateOf, daysAfter } from '../../kernel/index.js';
import type { Finding, Thresholds } from './finding.js';

/** The first day on which it is clear whether contact followed. */
export const clearOn = (askedAt: Date, { contactDays }: Pick<Thresholds, 'contactDays'>): CivilDate =>
  daysAfter(civilDateOf(askedAt), contactDays + 1);

/**
 * The emergency procedure was used for a child, and the partner asked nothing about that child in the ordinary way since.
 *
 * @param contacts days on which the partner, after it, asked something else about the child, or its family for consent
 */
export function noFurtherContact(
  { exchange, askedAt }: { readonly exchange: ExchangeId; readonly askedAt: Date },
  contacts: readonly CivilDate[],
  { contactDays: days }: Pick<Thresholds, 'contactDays'>,
): Finding | null {
  const last = daysAfter(civilDateOf(askedAt), days);
  if (contacts.some((day) => day <= last)) return null;
  return {
    ...{ rule: 'no-further-contact', exchanges: [exchange], counted: 0 },
    ...{ threshold: 1, days, hours: null },
  };
}
