import type { Field, Purpose } from '../../contract/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { WaitingQuestion } from '../usecases/release-by-hand.js';
import { onceField } from './once.js';

const declineReasons = [
  ['professional-declined', 'Ik deel dit niet: spoed is hier niet nodig'],
  ['secrecy', 'Mijn beroepsgeheim weegt zwaarder'],
  ['unsafe', 'Delen zou het kind onveiliger maken'],
] as const;

export const taskMain = (item: WaitingQuestion, purpose: Purpose): Markup => {
  const question = purpose.questions.find(({ code }) => code === item.question)?.text ?? item.question;
  return html`<p><a href="/">Terug naar het overzicht</a></p>
<h1>Spoedvraag over nummer ${item.number}</h1>
<p class="lead">${item.recipient.name} vraagt: ${question}</p>
<h2>Waarom dit niet kan wachten</h2>
<blockquote>${item.necessity ?? 'Er is geen leesbare toelichting. Bel de vrager.'}</blockquote>
${when(item.text !== null, () => html`<h2>Toelichting</h2><blockquote>${item.text ?? ''}</blockquote>`)}
${releaseForm(item, purpose)}
${declineForm(item)}`;
};

const releaseForm = (
  item: WaitingQuestion,
  purpose: Purpose,
): Markup => html`<section aria-labelledby="release">
<h2 id="release">Vrijgeven</h2>
<p>U beslist zelf wat u deelt. Laat leeg wat u niet deelt. De grond wordt vastgelegd.</p>
<form class="card" method="post" action="/tasks/${item.task}/release">${onceField()}
<p><label for="ground">Grond om het geheim te doorbreken</label>
<select id="ground" name="ground" required><option value="">Kies een grond</option>${(
  purpose.emergency?.grounds ?? []
).map(({ code, text }) => html`<option value="${code}">${text}</option>`)}</select></p>
${item.fields.flatMap((name) => {
  const field = purpose.fields.find((candidate) => candidate.name === name);
  return field === undefined ? [] : [fieldInput(field)];
})}
<button type="submit">Vrijgeven</button></form></section>`;

const declineForm = (item: WaitingQuestion): Markup => html`<section aria-labelledby="decline">
<h2 id="decline">Niet delen</h2>
<form class="card" method="post" action="/tasks/${item.task}/decline">${onceField()}
<p><label for="reason">Reden</label>
<select id="reason" name="reason" required>${declineReasons.map(
  ([code, text]) => html`<option value="${code}">${text}</option>`,
)}</select></p>
<button class="quiet" type="submit">Niet delen</button></form></section>`;

/** An input that fits the field's own JSON Schema: a list of choices where it has one, else a text box. */
function fieldInput({ name, label, example, schema }: Field): Markup {
  const id = `field-${name}`;
  const choices = Array.isArray(schema.enum) ? schema.enum.map(String) : null;
  if (choices !== null) {
    return html`<p><label for="${id}">${label}</label>
<select id="${id}" name="field.${name}"><option value="">Deel ik niet</option>${choices.map(
      (choice) => html`<option value="${choice}">${choice}</option>`,
    )}</select></p>`;
  }
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : 500;
  return html`<p><label for="${id}">${label}</label>
<span class="hint" id="${id}-hint">Bijvoorbeeld: ${example}</span>
<textarea id="${id}" name="field.${name}" rows="2" maxlength="${most}" aria-describedby="${id}-hint"></textarea></p>`;
}

/** What was typed, as the schema's type wants it; an empty box is not shared. Whether it fits is checked later. */
export function typedValue({ schema }: Field, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (schema.type === 'integer' || schema.type === 'number') return Number(trimmed);
  if (schema.type === 'boolean') return trimmed === 'true';
  if (schema.type === 'array') return trimmed.split(/\s*[,\n]\s*/);
  return trimmed;
}
