import type { Purpose } from '../../contract/index.js';
import type { Json } from '../../kernel/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { FieldValue } from '../domain/field-plaintext.js';
import type { Answer, RefusedDelivery, Result } from '../usecases/keep-answers.js';
import { notice } from './layout.js';
import { checkInWords, stateInWords } from './wording.js';

export const answerMain = (answer: Answer, purpose: Purpose): Markup => {
  const question = purpose.questions.find(({ code }) => code === answer.question)?.text ?? answer.question;
  return html`<p><a href="/children/${answer.number}">Terug naar nummer ${answer.number}</a></p>
<h1>${purpose.title}</h1>
<p class="lead">${question}</p>
<p role="status"><strong>${stateInWords(answer.state)}.</strong></p>
<ul>${answer.sources.map(({ role, state }) => html`<li>${role}: ${stateInWords(state)}</li>`)}</ul>
${when(
  answer.state === 'open',
  () => html`<p><a class="button" href="/exchanges/${answer.exchange}">Kijk of er nieuws is</a></p>`,
)}
${answer.results.map((result) => resultCard(result, purpose))}
${answer.refused.map(refusedCard)}`;
};

const resultCard = (
  { source, fields, checks }: Result,
  purpose: Purpose,
): Markup => html`<section class="card">
<h2>Antwoord van ${source.name}</h2>
<dl>${Object.entries(fields).map(([name, value]) => {
  const label = purpose.fields.find((field) => field.name === name)?.label ?? name;
  return html`<div><dt>${label}</dt><dd>${valueInWords(value)}</dd></div>`;
})}</dl>
<details><summary>${checks.length} controles, alle goed</summary>
<ul class="checks">${checks.map((code) => html`<li>${checkInWords(code)}</li>`)}</ul></details>
</section>`;

const refusedCard = ({ source, causes }: RefusedDelivery): Markup =>
  notice(
    'alarm',
    html`<h2>Antwoord van ${source.name === '' ? source.role : source.name} niet vertrouwd</h2>
<p>Dit antwoord is niet getoond, omdat een controle niet klopte:</p>
<ul>${causes.map((code) => html`<li>Klopt niet: ${checkInWords(code)} <code>${code}</code></li>`)}</ul>`,
  );

function valueInWords(value: FieldValue): Markup {
  if ('absent' in value) return html`<span class="absent">niet bekend bij de bron</span>`;
  return inWords(value.value);
}

function inWords(value: Json): Markup {
  if (Array.isArray(value))
    return html`<ul>${value.map((item: Json) => html`<li>${inWords(item)}</li>`)}</ul>`;
  if (typeof value === 'boolean') return html`${value ? 'ja' : 'nee'}`;
  if (typeof value === 'string' || typeof value === 'number') return html`${value}`;
  return html`<code>${JSON.stringify(value)}</code>`;
}
