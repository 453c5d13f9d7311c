/** Searching what was asked: the form, and what was found. */
import type { AccessExportFormat, Code, LoggedAccess } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { LogForm } from '../domain/log-form.js';
import type { Visit } from '../visit.js';
import { alert, badge, input, type Option, select, table } from './parts.js';

export interface LogChoices {
  readonly partners: readonly Option[];
  readonly purposes: readonly Option[];
  readonly fields: readonly string[];
}

interface Shown {
  readonly form: LogForm;
  readonly guards: Markup;
  /** What was wrong, in words, and its code. */
  readonly faults: readonly string[];
  readonly code?: Code;
}

export function logFormPage(
  visit: Visit,
  choices: LogChoices,
  { form, guards, faults, code }: Shown,
): Markup {
  const { log, any, partner, purpose, reason, reasonHint } = visit.own;
  return html`
<h1 class="utrecht-heading-1">${log.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${log.intro}</p>
${alert(faults, code)}
<form method="post" action="/officer/log" class="kernhub-stack" novalidate>
${guards}
${input('reason', reason, { value: form.reason, hint: reasonHint, required: true })}
${filterFields(visit, choices, form, any, { partner, purpose })}
<fieldset class="utrecht-form-fieldset kernhub-card">
<legend class="utrecht-form-fieldset__legend">${log.child}</legend>
<div class="kernhub-fields">
${select('childPartner', log.childPartner, [['', '–'], ...namingIn(visit, choices)], form.childPartner)}
${input('childSubject', log.childSubject, { value: form.childSubject, maxLength: 60 })}
${input('receipt', log.receipt, { value: form.receipt, maxLength: 60 })}
${when(visit.caller.duty !== 'partner-officer', () => input('dataSubject', log.dataSubject, { value: form.dataSubject, maxLength: 100 }))}
</div>
</fieldset>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${log.search}</button></p>
</form>`;
}

/** Whose number of a child this officer may look up. */
const namingIn = ({ caller }: Visit, { partners }: LogChoices): readonly Option[] =>
  caller.duty === 'partner-officer' ? partners.filter(([id]) => id === caller.partner) : partners;

const filterFields = (
  { own }: Visit,
  { partners, purposes, fields }: LogChoices,
  form: LogForm,
  any: string,
  labels: { readonly partner: string; readonly purpose: string },
): Markup => {
  const { log, outcomes, bases } = own;
  const anyOf = (options: readonly Option[]): readonly Option[] => [['', any], ...options];
  const named = (names: readonly string[]): readonly Option[] => names.map((name) => [name, name] as const);
  return html`<div class="kernhub-fields">
${select('partner', labels.partner, anyOf(partners), form.partner)}
${select('purpose', labels.purpose, anyOf(purposes), form.purpose)}
${select('outcome', log.outcome, anyOf(Object.entries(outcomes)), form.outcome)}
${select('basis', log.basis, anyOf(Object.entries(bases)), form.basis)}
${select('field', log.field, anyOf(named(fields)), form.field)}
${input('function', log.function, { value: form.function, maxLength: 200 })}
${input('professional', log.professional, { value: form.professional, maxLength: 60 })}
${input('from', log.from, { type: 'date', value: form.from })}
${input('to', log.to, { type: 'date', value: form.to })}
<div class="utrecht-form-field kernhub-tick">
<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="emergency" name="emergency" value="yes"${form.emergency === '' ? nothing : html` checked`}>
<label class="utrecht-form-label utrecht-form-label--checkbox" for="emergency">${log.emergency}</label>
</div>
</div>`;
};

interface Found {
  readonly form: LogForm;
  readonly items: readonly LoggedAccess[];
  readonly next: string | null;
  /** Anew for each form of the page. */
  readonly guards: () => Markup;
}

export function logResultPage(visit: Visit, { form, items, next, guards }: Found): Markup {
  const { log } = visit.own;
  return html`
<p><a class="utrecht-link" href="/officer/log">${log.more}</a></p>
<h1 class="utrecht-heading-1">${log.results}</h1>
<p class="utrecht-paragraph" role="status">${log.found(items.length, next !== null)}</p>
${when(items.length > 0, () => results(visit, items, form.reason, guards))}
${when(
  next !== null,
  () => html`<form method="post" action="/officer/log">
${guards()}
${hidden(form)}
<input type="hidden" name="cursor" value="${next ?? ''}">
<button class="utrecht-button utrecht-button--secondary-action" type="submit">${log.older}</button>
</form>`,
)}
${when(items.length > 0, () => downloads(visit, form, guards()))}`;
}

const downloads = ({ own, caller }: Visit, form: LogForm, guards: Markup): Markup => {
  const { log } = own;
  const button = (format: AccessExportFormat): Markup =>
    html`<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="format" value="${format}">${log[format]}</button>`;
  return html`<h2 class="utrecht-heading-2">${log.download}</h2>
<p class="utrecht-paragraph">${log.downloadHint}</p>
<form method="post" action="/officer/log/file" class="kernhub-stack">
${guards}
${hidden(form)}
<p class="kernhub-actions">${button('csv')}${button('json')}</p>
${when(
  caller.duty !== 'partner-officer',
  () => html`<h3 class="utrecht-heading-3">${log.standard}</h3>
<p class="utrecht-paragraph">${log.standardHint}</p>
<p class="kernhub-actions">${button('ldv')}${button('ldv-otlp')}${button('fhir-audit-event')}${button('fhir-consent')}</p>`,
)}
</form>`;
};

const hidden = (form: LogForm): Markup =>
  html`${Object.entries(form)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;

function results(visit: Visit, items: readonly LoggedAccess[], reason: string, guards: () => Markup): Markup {
  const { log, purpose, outcomes } = visit.own;
  const columns = [log.when, log.who, purpose, log.fields, log.end, log.open];
  return table(
    log.results,
    columns,
    items.map((item) => [
      html`<time datetime="${item.askedAt}">${visit.moment(item.askedAt)}</time>`,
      html`<bdi>${item.partner.name}</bdi><br><span class="kernhub-soft">${item.professional.function ?? ''}</span>`,
      html`${visit.purpose(item.purpose)}<br><code class="kernhub-id">${item.exchange}</code>`,
      fieldList(visit, item),
      html`${badge(outcomes[item.outcome], item.outcome === 'refused')}${when(
        item.emergency,
        () => html` ${badge(log.emergencyMark, true)}`,
      )}`,
      openForm(visit, item, reason, guards()),
    ]),
  );
}

/** For the same reason as the search. */
const openForm = (
  { own, moment }: Visit,
  { exchange, askedAt }: LoggedAccess,
  reason: string,
  guards: Markup,
): Markup => html`<form method="post" action="/officer/exchanges/${exchange}">
${guards}
<input type="hidden" name="reason" value="${reason}">
<button class="kernhub-quiet" type="submit" aria-label="${own.log.openOf(moment(askedAt))}">${own.log.open}</button>
</form>`;

const fieldList = (visit: Visit, { fields, purpose }: LoggedAccess): Markup =>
  html`<details class="kernhub-details"><summary>${fields.length}</summary>
<ul class="utrecht-unordered-list">${fields.map((field) => html`<li>${visit.field(purpose, field)}</li>`)}</ul></details>`;
