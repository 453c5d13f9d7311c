/** What a professional reads out and writes down with the person present, the person's paper, and standing for it. */
import type { FamilyLanguage, Purpose, RecordedWithPerson, RecordingView } from '../../contract/index.js';
import {
  directionOf,
  html,
  languages,
  type Markup,
  noticeMarkup,
  ownNames,
  readerAmong,
  when,
  wordsFor,
} from '../../text/index.js';
import type { Spoken } from '../usecases/record-with-person.js';
import { onceField } from './once.js';

const { day } = wordsFor('nl');

interface Writing {
  readonly spoken: Spoken;
  /** In our own words, such as *Ouder of verzorger 1*. */
  readonly who: string;
  readonly language: FamilyLanguage;
  /** Civil date. */
  readonly today: string;
}

export const recordingMain = ({ spoken, who, language, today }: Writing): Markup => {
  const { question, person, texts } = spoken;
  const here = `/children/${question.number}/questions/${question.request}/persons/${person.person}`;
  const { notice } = texts;
  return html`<p><a href="/children/${question.number}/family">Terug naar de familie</a></p>
<h1>${who}: opschrijven wat die zegt</h1>
<p class="lead">Doe dit met de persoon erbij. Lees samen wat hieronder staat, in de eigen taal. Nee is net zo goed als ja.</p>
<nav aria-label="Taal"><ul class="languages">${languages.map(
    (one) =>
      html`<li><a href="${here}?language=${one}" lang="${one}" hreflang="${one}"${one === language ? html` aria-current="true"` : html``}>${ownNames[one]}</a></li>`,
  )}</ul></nav>
<h2>Lees dit samen</h2>
<section class="card" lang="${notice.language}" dir="${directionOf(notice.language as FamilyLanguage)}">${noticeMarkup(notice.text)}</section>
<h2>Wat zegt de persoon?</h2>
<form class="card" method="post" action="${here}">${onceField()}
<input type="hidden" name="language" value="${notice.language}">
<input type="hidden" name="notice" value="${notice.hash}">
${radios('choice', 'Het antwoord', [
  ['given', 'Ja'],
  ['refused', 'Nee'],
])}
${optionalFields(spoken)}
${radios('channel', 'Hoe zei de persoon dat?', [
  ['assisted', 'In een gesprek, ik typ mee'],
  ['paper', 'Met een handtekening op papier'],
  ['phone', 'Aan de telefoon (kan alleen bij nee)'],
])}
<p><label for="signedOn">Datum bij de handtekening (alleen op papier)</label>
<input id="signedOn" name="signedOn" type="date" max="${today}"></p>
<p>Een nee geldt meteen. Een ja telt pas als een tweede professional ervoor instaat, of de persoon het na inloggen bevestigt.</p>
<button type="submit">Opschrijven</button></form>`;
};

const optionalFields = ({ fields, texts }: Spoken): Markup => {
  const { labels } = texts;
  const optional = fields.filter((field) => field.optional);
  return when(
    optional.length > 0,
    () => html`<fieldset><legend>Mag dit er ook bij? Vink alleen aan wat de persoon goedvindt.</legend>
${optional.map(
  ({
    name,
    label,
  }) => html`<div class="choice"><input type="checkbox" id="field-${name}" name="fields" value="${name}">
<label for="field-${name}" lang="${labels.language}" dir="auto">${labels.fields[name]?.label ?? label}</label></div>`,
)}</fieldset>`,
  );
};

const radios = (name: string, legend: string, options: readonly (readonly [string, string])[]): Markup =>
  html`<fieldset><legend>${legend}</legend>${options.map(
    ([
      value,
      text,
    ]) => html`<div class="choice"><input type="radio" id="${name}-${value}" name="${name}" value="${value}" required>
<label for="${name}-${value}">${text}</label></div>`,
  )}</fieldset>`;

export const writtenDownMain = (
  number: string,
  kept: RecordedWithPerson,
  sheet: (code: string) => Markup,
): Markup => html`<p class="on-screen"><a href="/children/${number}/family">Terug naar de familie</a></p>
${
  kept.code === null
    ? html`<h1>Opgeschreven: nee</h1>
<p class="lead">Het geldt meteen. Op een ja van deze persoon wordt niets meer gedeeld.</p>
<p>Er is geen papier nodig. De persoon kan later altijd alsnog ja zeggen.</p>
<p><a class="button" href="/children/${number}/family">Verder bij de familie</a></p>`
    : html`${sheet(kept.code)}
<div class="notice plain on-screen"><h2>Zo gaat het verder</h2>
<ul><li>Druk deze pagina af en geef het papier mee. De code is alleen nu te zien.</li>
<li>Laat een tweede professional ervoor instaan, met dit papier erbij. Die werkt bij een andere partner, of heeft hier een andere functie.</li></ul></div>`
}`;

/** The person's paper, in the person's own language: what was said, what the code is for, and until when. */
export function paperSheet(
  { purpose, person, texts, fields }: Spoken,
  said: {
    readonly optionalFields: readonly string[];
    readonly partner: string;
    readonly portal: string;
    readonly now: Date;
  },
  kept: RecordedWithPerson & { readonly code: string },
): Markup {
  const { labels } = texts;
  const language = texts.notice.language as FamilyLanguage;
  const words = wordsFor(language, readerAmong([person]));
  const { say } = words;
  const shared = fields.filter(({ name, optional }) => !optional || said.optionalFields.includes(name));
  const dayOf = (time: string | null): string => (time === null ? '' : words.day(new Date(time)));
  return html`<section class="sheet" lang="${language}" dir="${words.direction}" aria-labelledby="sheet">
<h1 id="sheet">${say('paper.sheetTitle')}</h1>
<p class="lead">${say('paper.said', { purpose: labels.title ?? purpose.title })}</p>
<p>${say('paper.by', { partner: said.partner, day: words.day(said.now) })}</p>
<h2>${say('paper.fields')}</h2>
<ul>${shared.map(({ name, label }) => html`<li>${labels.fields[name]?.label ?? label}</li>`)}</ul>
<p><strong>${say('paper.sheetPending', { day: dayOf(kept.confirmBefore) })}</strong></p>
<h2>${say('paper.sheetCode')}</h2>
<p class="code" dir="ltr"><code>${kept.code}</code></p>
<p>${say('paper.sheetUse')}</p>
<p class="address" dir="ltr">${said.portal}/paper</p>
<p>${say('paper.sheetKeep', { day: dayOf(kept.codeExpiresAt) })}</p></section>`;
}

const codeForm = (number: string, fault: Markup): Markup => html`${fault}
<form class="card" method="post" action="/children/${number}/paper">
<p><label for="code">Code op het papier</label>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required></p>
<button type="submit">Bekijken</button></form>`;

export const paperMain = (number: string): Markup => html`
<p><a href="/children/${number}/family">Terug naar de familie</a></p>
<h1>Instaan voor een ja op papier</h1>
<p class="lead">Vraag de persoon om het papier. U ziet eerst wat er is opgeschreven.</p>
${codeForm(number, html``)}`;

const channels: Readonly<Record<RecordingView['channel'], string>> = {
  assisted: 'in een gesprek',
  paper: 'op papier',
  phone: 'aan de telefoon',
};

export const witnessMain = (
  number: string,
  code: string,
  { view, purpose }: { readonly view: RecordingView; readonly purpose: Purpose },
): Markup => {
  const names = new Set(view.flows.flatMap(({ fields }) => fields));
  return html`<p><a href="/children/${number}/family">Terug naar de familie</a></p>
<h1>Klopt dit volgens de persoon zelf?</h1>
<p class="lead">Ja tegen: ${purpose.title}</p>
<dl><div><dt>Opgeschreven door</dt><dd>${view.recordedBy}, ${channels[view.channel]}, op ${day(view.recordedOn as never)}</dd></div>
<div><dt>Wat gedeeld mag worden</dt><dd><ul>${purpose.fields
    .filter(({ name }) => names.has(name))
    .map(({ label }) => html`<li>${label}</li>`)}</ul></dd></div></dl>
<form class="card" method="post" action="/children/${number}/paper/witness">${onceField()}
<input type="hidden" name="code" value="${code}">
<p>Vraag het de persoon zelf. Met deze knop staat u er met uw eigen naam voor in, en telt het ja vanaf nu.</p>
<button type="submit">Ik sta hiervoor in</button></form>`;
};

export const witnessedMain = (number: string): Markup => html`
<p><a href="/children/${number}/family">Terug naar de familie</a></p>
<h1>U staat hiervoor in</h1>
<p class="lead">Het ja telt vanaf nu. De persoon kan op elk moment stoppen, met de code op het papier of na inloggen.</p>`;
