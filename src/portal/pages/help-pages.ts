import { accountYears, loginCookie, sessionCookie } from '../../identity/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { languageCookie, readerCookie } from '../../pages/index.js';
import type { RetentionRule } from '../../rights/index.js';
import { html, type Markup, type TextKey, type Words } from '../../text/index.js';

/** What these pages tell of this hub. */
interface Notice {
  readonly contactEmail: string;
  readonly retention: RetentionRule;
}

/** Where to go with a question, and what else there is to read. */
export const helpPage = ({ say }: Words, { contactEmail: email }: Notice): Markup => html`
<h1 class="utrecht-heading-1">${say('help.title')}</h1>
${section(say('help.stuckTitle'), say('help.stuck'))}
${section(say('help.paperTitle'), say('help.paper'))}
${section(say('help.contactTitle'), say('help.contact', { email }))}
${section(say('help.saferTitle'), say('help.safer'))}
${section(say('help.rightsTitle'), say('help.rights'))}
${section(say('help.complaintTitle'), say('help.complaint'))}
<h2 class="utrecht-heading-2">${say('help.moreTitle')}</h2>
<ul class="kernhub-links">
<li><a href="/help/privacy"><strong>${say('privacy.title')}</strong></a></li>
<li><a href="/help/accessibility"><strong>${say('accessibility.title')}</strong></a></li>
<li><a href="/check"><strong>${say('check.title')}</strong></a></li>
</ul>`;

/** The day on which the statement was last held against the pages. */
const statementOf = parseCivilDate('2026-11-28');

/** After the model of the Dutch government (digitoegankelijk.nl): the aim, how far it is reached, and what is not. */
export const accessibilityPage = (words: Words, { contactEmail: email }: Notice): Markup => {
  const { say, day } = words;
  return html`
<h1 class="utrecht-heading-1">${say('accessibility.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('accessibility.intro')}</p>
${sections(words, 'accessibility', ['aim', 'status', 'tested', 'gaps', 'report'], email)}
<p class="kernhub-soft">${say('accessibility.date', { day: day(statementOf) })}</p>`;
};

/** What is kept, why and for how long (AVG 13, 14). */
export const privacyPage = (words: Words, { contactEmail: email, retention }: Notice): Markup => html`
<h1 class="utrecht-heading-1">${words.say('privacy.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${words.say('privacy.intro')}</p>
${sections(words, 'privacy', ['who', 'what', 'not', 'why', 'long'], email)}
<ul class="utrecht-unordered-list">${terms(words, retention).map((term) => html`<li>${term}</li>`)}</ul>
${sections(words, 'privacy', ['cookies'], email)}
<dl class="kernhub-timeline">${cookies.map(
  ([name, what]) => html`<dt><code class="kernhub-code" dir="ltr">${name}</code></dt>
<dd>${words.say(what)}</dd>`,
)}</dl>
${sections(words, 'privacy', ['rights'], email)}
${section(words.say('privacy.complaintTitle'), words.say('help.complaint'))}`;

/** Everything that these pages keep in a browser. */
const cookies = [
  [sessionCookie, 'privacy.cookieSession'],
  [loginCookie, 'privacy.cookieLogin'],
  [readerCookie, 'privacy.cookieReader'],
  [languageCookie, 'privacy.cookieLanguage'],
] as const;

const kept = {
  'access-log': 'privacy.longAsked',
  'consent-proof': 'privacy.longProof',
  operation: 'privacy.longRights',
} as const;

/** What stays for a fixed time, from the rule by which it goes; an account by that of signing in. */
const terms = ({ say, duration }: Words, { classes }: RetentionRule): readonly string[] => {
  const term = (text: TextKey, years: number): string => say(text, { duration: duration(`P${years}Y`) });
  const ofClasses = (['access-log', 'consent-proof', 'operation'] as const).flatMap((name) => {
    const keep = classes.find((one) => one.class === name)?.keep ?? null;
    return keep === null ? [] : [term(kept[name], keep.years)];
  });
  return [...ofClasses, term('privacy.longAccount', accountYears)];
};

const sections = ({ say }: Words, page: string, names: readonly string[], email: string): readonly Markup[] =>
  names.map((name) =>
    section(say(`${page}.${name}Title` as TextKey), say(`${page}.${name}` as TextKey, { email })),
  );

const section = (title: string, text: string): Markup =>
  html`<h2 class="utrecht-heading-2">${title}</h2>
<p class="utrecht-paragraph">${text}</p>`;
