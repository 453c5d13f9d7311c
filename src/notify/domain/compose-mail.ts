/** The mails: short, plain, without tracking, and without anything that whoever reads along should not learn. Pure. */
import { html, type TextKey, type Words } from '../../text/index.js';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type MailKind = 'question' | 'decision' | 'withdrawal' | 'emergency' | 'review';

/**
 * Something happened, and where to read what.
 *
 * @param firstName of the child, only where the person chose to see it
 */
export function newsMail(words: Words, kind: MailKind, publicUrl: string, firstName: string | null): Mail {
  const key = (part: string): TextKey => `mail.${kind}${part}` as TextKey;
  const lines = [
    ...(firstName === null ? [] : [words.say('mail.about', { name: firstName })]),
    words.say(key('Text')),
  ];
  const link = { href: `${publicUrl}/children`, label: words.say('mail.open') };
  return mailOf(words, words.say(key('Subject')), lines, link, publicUrl);
}

/** @param code what its reader gives to show that the address is theirs */
export function codeMail(words: Words, code: string, publicUrl: string): Mail {
  const lines = [words.say('mail.codeText'), code, words.say('mail.codeNotYou')];
  const link = { href: `${publicUrl}/settings`, label: words.say('mail.codeOpen') };
  return mailOf(words, words.say('mail.codeSubject'), lines, link, publicUrl);
}

/** In Dutch, the language that officers work in. */
const alerts = {
  'emergency-to-review': {
    subject: 'Kernhub: een spoedgeval wacht op uw beoordeling',
    said: 'Een professional heeft de spoedprocedure gebruikt. Een privacy officer moet dit beoordelen.',
  },
  'emergency-overdue': {
    subject: 'Kernhub: een spoedgeval wacht te lang op uw beoordeling',
    said: 'Een spoedgeval is nog niet beoordeeld, en de termijn is voorbij. Een privacy officer moet dit nu beoordelen.',
  },
} as const;
export type Alert = keyof typeof alerts;

export const isAlert = (kind: string): kind is Alert => Object.hasOwn(alerts, kind);

/** An emergency waits for review, without a word of whom it is about. */
export function alertMail(alert: Alert, publicUrl: string): Mail {
  const { subject, said } = alerts[alert];
  const lines = [
    said,
    'In deze mail staat niet om wie het gaat. De reden kunt u alleen zelf openen, met uw eigen sleutel.',
    `Open Kernhub en kijk bij de spoedgevallen die wachten: ${publicUrl}`,
  ];
  const page = html`<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
${lines.map((line) => html`<p>${line}</p>`)}
</body>
</html>
`;
  return { subject, text: `${lines.join('\n\n')}\n`, html: page.text };
}

function mailOf(
  words: Words,
  subject: string,
  lines: readonly string[],
  link: { readonly href: string; readonly label: string },
  publicUrl: string,
): Mail {
  const stop = words.say('mail.stop');
  const settings = `${publicUrl}/settings`;
  const text = [...lines, `${link.label}: ${link.href}`, '--', `${stop} ${settings}`].join('\n\n');
  const page = html`<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
${lines.map((line) => html`<p>${line}</p>`)}
<p><a href="${link.href}">${link.label}</a></p>
<hr>
<p><small>${stop} <a href="${settings}">${settings}</a></small></p>
</body>
</html>
`;
  return { subject, text: `${text}\n`, html: page.text };
}
