/**
 * Delivers the outbox as mail to people: who wants to hear of what, where, and in which language. Knows addresses, sealed,
 * and words; must never say in a mail what was asked, by whom or about what, nor anything of another person.
 */
import type { Citizen, Claim, PartnerId, PersonId, SubjectId } from '../contract/index.js';
import type { Tx } from '../database/index.js';
import type { OutboxMessage } from '../outbox/index.js';
import { anyFailing } from './store.js';
import {
  chooseMails,
  confirmAddress,
  type MailChoice,
  type OwnMailSettings,
  ownMailSettings,
} from './usecases/choose-mails.js';
import { deliver } from './usecases/deliver.js';
import { forgetStrangers } from './usecases/forget-strangers.js';
import type { NotifyNeeds } from './usecases/needs.js';

export { type Topic, topics } from './domain/settings.js';
export type { MailChoice, OwnMailSettings } from './usecases/choose-mails.js';
export {
  type CaughtMail,
  type MailCatcher,
  mailCatcher,
  type SendMail,
  smtpSender,
} from './usecases/send-mail.js';

export interface Notify {
  /** In the transaction of a partner's question: everyone known with the child may have to hear of it. */
  onConsentAsked(tx: Tx, event: { readonly subject: SubjectId }): Promise<void>;
  /** In the transaction in which a family can see an emergency from now on: whoever may see it hears of it. */
  onEmergencyUsed(tx: Tx, event: { readonly subject: SubjectId }): Promise<void>;
  /** In the transaction of an emergency exchange: a privacy officer must hear of it at once. */
  onEmergencyToReview(tx: Tx): Promise<void>;
  /** In the transaction of a verdict on an emergency that the family can see: whoever may see it hears of it. */
  onEmergencyReviewed(tx: Tx, event: { readonly subject: SubjectId }): Promise<void>;
  /** In the transaction that notes that an emergency waits too long for its verdict: the officers hear of it again. */
  onReviewOverdue(tx: Tx): Promise<void>;
  /** In the transaction of a decision or its withdrawal: only who decided hears of it. */
  onDecisionRecorded(
    tx: Tx,
    event: { readonly person: PersonId; readonly withdrawn: boolean },
  ): Promise<void>;
  /**
   * One bit, for a partner that asked: whether mail is refused for good to anybody whom it invited itself. Whoever another
   * partner invited cannot change it.
   */
  mailFails(tx: Tx, whose: { readonly subject: SubjectId; readonly invitedBy: PartnerId }): Promise<boolean>;
  /** @throws MailNotSent for what may pass */
  deliver(message: OutboxMessage): Promise<void>;
  /** Null for who never gave an address. */
  settings(caller: Citizen): Promise<OwnMailSettings | null>;
  /** @throws HubError `rate-limited` */
  choose(caller: Citizen, choice: MailChoice, claim: Claim | null): Promise<'kept' | 'address-invalid'>;
  confirm(caller: Citizen, code: string, claim: Claim | null): Promise<'confirmed' | 'wrong'>;
  /** One round of the sweep, now. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** How often settings of people without a child are looked for; milliseconds. */
const sweepMs = 600_000;

export function createNotify(needs: NotifyNeeds): Notify {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => forgetStrangers(needs)).catch((error: unknown) => needs.onFailure?.(error));
  };
  // Who of them is concerned is found out at delivery: here it costs two statements, whatever the child's history.
  const toFamily = async (tx: Tx, subject: SubjectId, kind: string): Promise<void> => {
    const persons = await needs.people.recognised(tx, subject);
    await needs.enqueue(
      tx,
      persons.map((recipient) => ({ kind, recipient })),
    );
  };
  return {
    onConsentAsked: (tx, { subject }) => toFamily(tx, subject, 'question-asked'),
    onEmergencyUsed: (tx, { subject }) => toFamily(tx, subject, 'emergency-used'),
    onEmergencyToReview: (tx) => needs.enqueue(tx, [{ kind: 'emergency-to-review', recipient: 'officers' }]),
    onEmergencyReviewed: (tx, { subject }) => toFamily(tx, subject, 'emergency-reviewed'),
    onReviewOverdue: (tx) => needs.enqueue(tx, [{ kind: 'emergency-overdue', recipient: 'officers' }]),
    onDecisionRecorded: (tx, { person, withdrawn }) =>
      needs.enqueue(tx, [
        { kind: withdrawn ? 'decision-withdrawn' : 'decision-recorded', recipient: person },
      ]),
    mailFails: async (tx, { subject, invitedBy }) =>
      anyFailing(tx, await needs.people.accountsInvitedBy(tx, subject, invitedBy)),
    deliver: (message) => deliver(needs, message),
    settings: (caller) => ownMailSettings(needs, caller),
    choose: (caller, choice, claim) => chooseMails(needs, caller, choice, claim),
    confirm: (caller, code, claim) => confirmAddress(needs, caller, code, claim),
    sweep: () => forgetStrangers(needs),
    start: () => {
      timer ??= setInterval(run, sweepMs).unref();
      run();
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
