/** Puts outbox and mail together: what waits, how it is sent, and whom it concerns. */
import { join } from 'node:path';
import type { Config } from './config.js';
import type { Consent } from './consent/index.js';
import type { Database } from './database/index.js';
import type { Exchange } from './exchange/index.js';
import type { Log } from './http/index.js';
import type { Clock } from './kernel/index.js';
import { createNotify, type MailCatcher, mailCatcher, type Notify, smtpSender } from './notify/index.js';
import { createOutbox, type Outbox } from './outbox/index.js';
import type { People } from './people/index.js';
import type { Vault } from './vault/index.js';

export interface Mail {
  readonly outbox: Outbox;
  readonly notify: Notify;
  /** Null where mail is sent for real, as in production always. */
  readonly caughtMail: MailCatcher | null;
}

export function openMail(
  { config, log }: { readonly config: Config; readonly log: Log },
  rooms: {
    readonly database: Database;
    readonly vault: Vault;
    readonly clock: Clock;
    readonly people: People;
    readonly consent: Consent;
    readonly exchange: Exchange;
  },
): Mail {
  const { database, vault, clock, people, consent, exchange } = rooms;
  const { smtpUrl, mailFrom, officersEmail, production, publicUrl } = config;
  const caughtMail =
    smtpUrl === null && !production ? mailCatcher(join(config.dataFolder, 'mail'), clock.now) : null;
  const send = caughtMail?.send ?? smtpSender(smtpUrl ?? '', mailFrom, production);
  const outbox: Outbox = createOutbox({
    database,
    clock,
    deliver: (message) => notify.deliver(message),
    onFailure: (error, last) =>
      log.failure(
        last ? 'a message was given up after its last try' : 'a message waits for another try',
        error,
      ),
  });
  const notify = createNotify({
    ...{ database, vault, clock, people, publicUrl, send, officersEmail },
    enqueue: (tx, messages) => outbox.enqueue(tx, messages),
    isAsked: async (tx, person) => (await consent.sumUp(tx, person)).waiting > 0,
    seesAccesses: (person) => exchange.sees(person),
    onFailure: (error) => log.failure('forgetting mail settings failed; the next round tries again', error),
  });
  return { outbox, notify, caughtMail };
}
