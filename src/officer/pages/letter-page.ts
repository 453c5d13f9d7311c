/** The answer to a request about rights, on paper: what the hub knows of it, in the words that the portal has, and nothing else. */
import type { RightsRequestRecord } from '../../contract/index.js';
import { partnerAnswerIn, quoted, requestStateIn } from '../../portal/index.js';
import {
  authoritative,
  html,
  type Language,
  languages,
  type Markup,
  nothing,
  ownNames,
  readerAmong,
  when,
  wordsFor,
} from '../../text/index.js';
import type { Visit } from '../visit.js';

interface Letter {
  readonly request: RightsRequestRecord;
  /** Of the letter; around it the console speaks the officer's. */
  readonly language: Language;
  readonly publicUrl: string;
  readonly contactEmail: string;
}

export function letterPage({ own }: Visit, letter: Letter): Markup {
  const say = own.rights;
  const { request, language: chosen } = letter;
  const way = (language: Language): Markup =>
    html`<a class="utrecht-link" lang="${language}" href="/officer/rights/${request.id}/letter?language=${language}"${language === chosen ? html` aria-current="page"` : nothing}>${ownNames[language]}</a>`;
  return html`
<p class="kernhub-screen"><a class="utrecht-link" href="/officer/rights">${say.back}</a></p>
<h1 class="utrecht-heading-1 kernhub-screen">${say.letterTitle}</h1>
<p class="utrecht-paragraph kernhub-screen">${say.letterHint}</p>
<p class="kernhub-actions kernhub-screen">${say.letterLanguage}: ${languages.map((language) => html`${way(language)} `)}</p>
${onPaper(letter)}`;
}

function onPaper({ request, language, publicUrl, contactEmail }: Letter): Markup {
  const words = wordsFor(language, readerAmong([request]));
  const { say, day, direction } = words;
  const { state, requestedAt, answeredAt, refusal, grant, extension, explanation, partners } = request;
  return html`<article class="kernhub-card kernhub-stack" lang="${language}" dir="${direction}">
<p>Kernhub<br><bdi>${publicUrl}</bdi><br><bdi>${contactEmail}</bdi></p>
<div><h2 class="utrecht-heading-2">${say('rights.letterTitle')}</h2></div>
<p><strong>${say(`rights.kinds.${request.right}.name`)}</strong></p>
<p>${say('rights.askedOn', { day: day(new Date(requestedAt)) })}</p>
${when(answeredAt !== null, () => html`<p>${say('rights.letterAnswered', { day: day(new Date(answeredAt ?? requestedAt)) })}</p>`)}
<p><strong>${requestStateIn(words, request)}</strong></p>
${quoted(say('rights.ownWords'), explanation, null)}
${when(state === 'open', () => quoted(say('rights.later'), extension?.reason ?? null, authoritative))}
${quoted(say('rights.answerWords'), refusal?.reason ?? grant?.reason ?? null, authoritative)}
${when(
  partners.length > 0,
  () => html`<p>${say('rights.partnersText')}</p>
<ul class="utrecht-unordered-list">${partners.map((asked) => html`<li>${partnerAnswerIn(words, asked)}</li>`)}</ul>`,
)}
<p><strong>${say('rights.complaintTitle')}</strong></p>
<p>${say('help.complaint')} ${say('rights.authority', { site: 'autoriteitpersoonsgegevens.nl' })}</p>
<p class="kernhub-soft"><bdi>${request.id}</bdi></p>
</article>`;
}
