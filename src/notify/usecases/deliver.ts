import type { AccountId, PersonId } from '../../contract/index.js';
import type { OutboxMessage } from '../../outbox/index.js';
import { readerAmong, wordsFor } from '../../text/index.js';
import { type Alert, alertMail, codeMail, isAlert, type MailKind, newsMail } from '../domain/compose-mail.js';
import type { Topic } from '../domain/settings.js';
import { markFailing } from '../store.js';
import type { NotifyNeeds } from './needs.js';
import { readSettings } from './sealed-settings.js';
import { MailNotSent } from './send-mail.js';

interface News {
  readonly mail: MailKind;
  readonly topic: Topic;
}

/** What is mailed, by the kind of message in the outbox. */
const news: Readonly<Record<string, News>> = {
  'question-asked': { mail: 'question', topic: 'questions' },
  'decision-recorded': { mail: 'decision', topic: 'decisions' },
  'decision-withdrawn': { mail: 'withdrawal', topic: 'decisions' },
  'emergency-used': { mail: 'emergency', topic: 'emergencies' },
  'emergency-reviewed': { mail: 'review', topic: 'emergencies' },
};

/**
 * Mails one person, if that person wants it and it is still true: whether a question waits is asked now, not when it
 * was put. To one address, and to nobody else.
 *
 * @throws MailNotSent | UnknownMessage
 */
export async function deliver(needs: NotifyNeeds, message: OutboxMessage): Promise<void> {
  if (message.kind === 'address-confirmation') return sendCode(needs, message);
  if (isAlert(message.kind)) return alertOfficers(needs, message, message.kind);
  const about = news[message.kind];
  if (about === undefined) throw new UnknownMessage();
  const { reader } = needs.database;
  const known = await needs.people.personById(reader, message.recipient as PersonId);
  if (known === null) return;
  const kept = await readSettings(needs, reader, known.account, false);
  if (kept === null || kept.settings.address === null) return;
  const { address, topics, language, withName } = kept.settings;
  if (!topics.includes(about.topic)) return;
  if (message.kind === 'question-asked' && !(await needs.isAsked(reader, known))) return;
  if (about.topic === 'emergencies' && !(await needs.seesAccesses(known.person))) return;
  const words = wordsFor(language, readerAmong([known]));
  const firstName = withName ? await needs.people.firstNameFor(reader, known.subject) : null;
  const mail = newsMail(words, about.mail, needs.publicUrl, firstName);
  const outcome = await needs.send({ ...mail, id: message.id, to: address, language });
  const { sealed, failingSince } = kept.row;
  if (outcome === 'refused') await markFailing(reader, known.account, sealed, needs.clock.now());
  else if (failingSince !== null) await markFailing(reader, known.account, sealed, null);
}

/** Says nothing of the person or a child: whoever reads it may be a stranger to whom a typing fault led. */
async function sendCode(needs: NotifyNeeds, message: OutboxMessage): Promise<void> {
  const { reader } = needs.database;
  const kept = await readSettings(needs, reader, message.recipient as AccountId, false);
  const pending = kept?.settings.pending ?? null;
  if (kept === null || pending === null || new Date(pending.expiresAt) <= needs.clock.now()) return;
  const { language } = kept.settings;
  const persons = await needs.people.personsOf(reader, message.recipient as AccountId);
  const mail = codeMail(wordsFor(language, readerAmong(persons)), pending.code, needs.publicUrl);
  await needs.send({ ...mail, id: message.id, to: pending.address, language });
}

/** To the desk of the privacy officers, whose address is a setting. @throws MailNotSent also where it is refused: somebody must know */
async function alertOfficers(
  { officersEmail, publicUrl, send }: NotifyNeeds,
  { id }: OutboxMessage,
  alert: Alert,
): Promise<void> {
  const outcome = await send({ ...alertMail(alert, publicUrl), id, to: officersEmail, language: 'nl' });
  if (outcome === 'refused') throw new MailNotSent('REFUSED');
}

/** A process of another version wrote it: it waits for one that knows the kind. */
class UnknownMessage extends Error {
  override readonly name = 'UnknownMessage';
  override readonly message = 'the outbox holds a kind of message that this version does not know';
}
