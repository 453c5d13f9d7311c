/** Which mails a person wants, and where. Pure. */
import type { Language } from '../../text/index.js';

/** What a mail can be about; each can be left out. */
export const topics = ['questions', 'decisions', 'emergencies'] as const;
export type Topic = (typeof topics)[number];

/** As it lies sealed in the database. */
export interface MailSettings {
  /** Confirmed by its owner; null until then. */
  readonly address: string | null;
  readonly language: Language;
  readonly topics: readonly Topic[];
  /** Whether a mail may call the child by its first name. */
  readonly withName: boolean;
  /** An address whose owner has not given the code yet. */
  readonly pending: Pending | null;
}

export interface Pending {
  readonly address: string;
  readonly code: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** A code may be tried so often; then a new one is needed. */
export const triesOfACode = 5;
export const codeLivesMs = 30 * 60_000;
/** Codes that one account may have sent in an hour. */
export const codesAnHour = 5;
export const hourMs = 3_600_000;

/**
 * An address that a mail can be sent to, as RFC 5321 limits it and without what could smuggle in another: one local
 * part, one domain with a dot, no quotes, comments or white space, ASCII only.
 */
const addressForm =
  /^(?=.{3,254}$)(?=.{1,64}@)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

export const isAddress = (text: string): boolean => addressForm.test(text);
