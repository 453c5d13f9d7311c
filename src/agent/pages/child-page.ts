import type { Purpose } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import { onceField } from './once.js';
import { relationCodes, relationInWords } from './wording.js';

export interface ChildContent {
  readonly number: string;
  readonly enrolled: boolean;
  /** Whether this partner may use the BSN; others need an introduction. */
  readonly mayEnrol: boolean;
  /** Purposes with a flow to this partner. */
  readonly purposes: readonly Purpose[];
  readonly fieldsOf: (purpose: Purpose) => readonly string[];
}

export const childMain = (
  content: ChildContent,
): Markup => html`<p><a href="/">Terug naar het overzicht</a></p>
<h1>Nummer ${content.number}</h1>
${content.enrolled ? askForms(content) : enrolForms(content)}`;

const relationSelect = (id: string): Markup => html`<p><label for="${id}">Hoe kent u dit kind?</label>
<select id="${id}" name="relation" required>${relationCodes.map(
  (code) => html`<option value="${code}">${relationInWords(code)}</option>`,
)}</select></p>`;

const enrolForms = ({ number, mayEnrol }: ChildContent): Markup => html`
${when(
  mayEnrol,
  () => html`<section aria-labelledby="enrol"><h2 id="enrol">Aanmelden</h2>
<p>Het BSN blijft hier. Kernhub krijgt een kenmerk waar het BSN niet uit te halen is.</p>
<form class="card" method="post" action="/children/${number}/enrolment">${onceField()}
${relationSelect('relation-enrol')}
<button type="submit">Aanmelden bij Kernhub</button></form></section>`,
)}
<section aria-labelledby="redeem"><h2 id="redeem">Ik heb een code van een andere partner</h2>
<form class="card" method="post" action="/children/${number}/introduction">${onceField()}
<p><label for="code">Code</label><input id="code" name="code" autocomplete="off" spellcheck="false" maxlength="60" required></p>
${relationSelect('relation-redeem')}
<button type="submit">Code gebruiken</button></form></section>`;

const askForms = (
  content: ChildContent,
): Markup => html`<p><a href="/children/${content.number}/family">De familie: uitnodigen, toestemming vragen, een antwoord opschrijven</a></p>
<h2>Context vragen</h2>
${when(content.purposes.length === 0, () => html`<p>Er is geen doel waarvoor uw organisatie iets kan ontvangen.</p>`)}
${content.purposes.map((purpose) => askForm(content, purpose))}`;

const askForm = (content: ChildContent, purpose: Purpose): Markup => {
  const urgent = purpose.emergency !== null;
  const id = purpose.id;
  return html`<details class="card ${urgent ? 'urgent' : ''}"><summary>${purpose.title}</summary>
<p>${purpose.description}</p>
<form method="post" action="/children/${content.number}/exchanges">${onceField()}
<input type="hidden" name="purpose" value="${id}">
<p><label for="question-${id}">Uw vraag</label>
<select id="question-${id}" name="question" required>${purpose.questions.map(
    ({ code, text }) => html`<option value="${code}">${text}</option>`,
  )}</select></p>
${fieldBoxes(purpose, content.fieldsOf(purpose))}
<p><label for="text-${id}">Toelichting (mag leeg blijven)</label>
<textarea id="text-${id}" name="text" rows="3" maxlength="900"></textarea></p>
${urgent ? necessity(id) : nothing}
<button type="submit">${urgent ? 'Spoedvraag stellen' : 'Vraag stellen'}</button></form>
${when(urgent, () => approval(content.number, id))}</details>`;
};

/** For a child enrolled less than a day ago. */
const approval = (
  number: string,
  purpose: string,
): Markup => html`<form method="post" action="/children/${number}/approvals">${onceField()}
<input type="hidden" name="purpose" value="${purpose}">
<p>Is dit kind pas vandaag aangemeld? Dan moet een collega meekijken. Vraagt een collega dit aan u?</p>
<button class="quiet" type="submit">Ik sta achter de spoedvraag van mijn collega</button></form>`;

const fieldBoxes = (purpose: Purpose, names: readonly string[]): Markup => html`<fieldset>
<legend>Wat u wilt weten. Vraag niet meer dan nodig is.</legend>
${names.map((name) => {
  const label = purpose.fields.find((field) => field.name === name)?.label ?? name;
  return html`<div class="choice"><input type="checkbox" id="${purpose.id}-${name}" name="fields" value="${name}" checked>
<label for="${purpose.id}-${name}">${label}</label></div>`;
})}</fieldset>`;

const necessity = (
  id: string,
): Markup => html`<p><label for="necessity-${id}">Waarom dit niet kan wachten: wat er aan de hand is, waarom toestemming niet kan, met wie u overlegde</label>
<textarea id="necessity-${id}" name="necessity" rows="4" maxlength="900" required></textarea></p>
<p><label for="unsafe-${id}">De familie ziet deze spoedvraag. Is dat nu onveilig? Schrijf dan op waarom. Laat dit anders leeg.</label>
<textarea id="unsafe-${id}" name="unsafeForFamily" rows="2" maxlength="900" aria-describedby="unsafe-hint-${id}"></textarea></p>
<p id="unsafe-hint-${id}">Alleen de privacy officer leest dit. De familie ziet de vraag dan na 7 dagen, tenzij de privacy officer anders besluit.</p>
<p>Log voor een spoedvraag opnieuw in <a href="/login?level=strong">met twee stappen</a>. Elke spoedvraag wordt nagekeken.</p>`;
