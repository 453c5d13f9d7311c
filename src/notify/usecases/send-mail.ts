import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '../domain/compose-mail.js';

export interface Letter extends Mail {
  /** The same whenever the same message is sent again, so that mail servers can tell a repeat. */
  readonly id: string;
  readonly to: string;
  readonly language: string;
}

/**
 * @returns `refused` when the server says for good that it takes no mail for this address
 * @throws MailNotSent for anything that may pass
 */
export type SendMail = (letter: Letter) => Promise<'sent' | 'refused'>;

/** Holds nothing of the mail: what a server answers quotes addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  /** Of nodemailer, such as `ECONNECTION`, with the reply code of the server if it gave one. */
  readonly code: string;

  constructor(code: string) {
    super('the mail was not sent');
    this.code = code;
  }
}

/** Together well below the lease of a message. Milliseconds. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
} as const;

/**
 * Sends by SMTP (RFC 5321), one connection for each mail: they are few. Loads the library only now: many hubs send none.
 *
 * @param server the URL of `SMTP_URL`; `smtps:` speaks TLS from the first byte, `smtp:` upgrades
 * @param requireTls nothing is sent where the upgrade fails (RFC 3207)
 */
export function smtpSender(server: string, from: string, requireTls: boolean): SendMail {
  const url = new URL(server);
  const secure = url.protocol === 'smtps:';
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: requireTls && !secure,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  };
  const transport = import('nodemailer').then(({ createTransport }) => createTransport(options));
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return async ({ id, to, language, subject, text, html }) => {
    const sender = await transport;
    try {
      await sender.sendMail({
        from,
        // An object is taken as it is; a text would be read as a list of addresses.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      });
      return 'sent';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw new MailNotSent(codeOf(error));
    }
  };
}

interface SmtpFault {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly permanent?: unknown;
  readonly responseCode?: unknown;
}

/** A permanent reply (5yz, RFC 5321 section 4.2.1) to the recipient, not to us or to the content. */
function isRefusal(error: unknown): boolean {
  const { command, permanent } = error as SmtpFault;
  return command === 'RCPT TO' && permanent === true;
}

function codeOf(error: unknown): string {
  const { code, responseCode } = error as SmtpFault;
  return [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number').join('-');
}

export interface CaughtMail extends Letter {
  readonly caughtAt: string;
}

export interface MailCatcher {
  readonly send: SendMail;
  /** Newest first, at most fifty. */
  caught(): Promise<readonly CaughtMail[]>;
}

/** Keeps mails in a folder instead of sending them; for development, where nobody has a mail server. */
export function mailCatcher(folder: string, now: () => Date): MailCatcher {
  const send: SendMail = async (letter) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${letter.id}.json`);
    const caught: CaughtMail = { ...letter, caughtAt: now().toISOString() };
    await writeFile(`${file}.new`, JSON.stringify(caught), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return 'sent';
  };
  const caught = async (): Promise<readonly CaughtMail[]> => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const mails = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CaughtMail),
    );
    return mails.sort((a, b) => b.caughtAt.localeCompare(a.caughtAt)).slice(0, 50);
  };
  return { send, caught };
}
