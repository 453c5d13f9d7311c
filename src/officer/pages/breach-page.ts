/** One breach: the form that asks why one looks, and whom it affects. */
import { type BreachAssessment, type BreachId, breachSteps, type Code } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { casePart } from './breaches-page.js';
import { alert, input, select, table, term, textarea } from './parts.js';

interface Asked {
  readonly breach: BreachId;
  readonly guards: Markup;
  readonly faults: readonly string[];
  readonly code?: Code;
}

export function breachAskPage({ own }: Visit, { breach, guards, faults, code }: Asked): Markup {
  const say = own.breach;
  return html`
<p><a class="utrecht-link" href="/officer/breaches">${say.back}</a></p>
<h1 class="utrecht-heading-1">${say.affected}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.ask}</p>
${alert(faults, code)}
<form method="post" action="/officer/breaches/${breach}" class="kernhub-stack" novalidate>
${guards}
${input('reason', own.reason, { hint: own.reasonHint, required: true })}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.open}</button></p>
</form>`;
}

interface Shown {
  readonly found: BreachAssessment;
  readonly partners: ReadonlyMap<string, string>;
  readonly reason: string;
  readonly now: Date;
  /** Anew for each form of the page. */
  readonly guards: () => Markup;
}

export function breachPage(visit: Visit, shown: Shown): Markup {
  const { own, caller } = visit;
  const say = own.breach;
  const { found, partners, now } = shown;
  return html`
<p><a class="utrecht-link" href="/officer/breaches">${say.back}</a></p>
<h1 class="utrecht-heading-1">${say.natures[found.case.nature]}</h1>
${casePart(visit, found.case, partners, now)}
<h2 class="utrecht-heading-2">${say.affected}</h2>
<dl class="kernhub-terms">
${term(say.children, String(found.children))}
${term(say.exchanges, String(found.exchanges))}
</dl>
${found.purposes.length === 0 ? html`<p class="utrecht-paragraph">${say.nobody}</p>` : affectedTables(visit, shown)}
${caller.duty === 'privacy-officer' ? actions(visit, shown) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}
<h2 class="utrecht-heading-2">${say.drafts}</h2>
<p class="utrecht-paragraph">${say.draftsHint}</p>
${draft(say.supervisor, found.drafts.supervisor)}
${draft(say.families, found.drafts.families)}`;
}

/** As it will be sent: its lines are kept. */
const draft = (
  title: string,
  text: string,
): Markup => html`<details class="kernhub-details"><summary>${title}</summary>
<blockquote class="kernhub-quote" lang="nl">${text}</blockquote></details>`;

function affectedTables(visit: Visit, { found, partners, reason, guards }: Shown): Markup {
  const { own, moment } = visit;
  const say = own.breach;
  const nameOf = (partner: string): Markup => html`<bdi>${partners.get(partner) ?? partner}</bdi>`;
  const { next } = found;
  return html`${table(
    say.affected,
    [own.purpose, say.children, say.exchanges, say.fields],
    found.purposes.map(({ purpose, children, exchanges, fields }) => [
      visit.purpose(purpose),
      children,
      exchanges,
      visit.words.list(fields.map((field) => visit.field(purpose, field))),
    ]),
  )}
${table(
  say.exchanges,
  [say.asked, say.recipient, say.sources, own.purpose, own.log.open],
  found.items.map(({ exchange, askedAt, recipient, purpose, sources }) => [
    html`<time datetime="${askedAt}">${moment(askedAt)}</time>`,
    nameOf(recipient),
    html`${sources.map((source) => html`${nameOf(source)}<br>`)}`,
    visit.purpose(purpose),
    html`<a class="utrecht-link" href="/officer/exchanges/${exchange}" aria-label="${own.log.openOf(moment(askedAt))}">${own.log.open}</a>`,
  ]),
)}
${when(
  next !== null,
  () => html`<form method="post" action="/officer/breaches/${found.case.id}">
${guards()}
<input type="hidden" name="reason" value="${reason}">
<input type="hidden" name="cursor" value="${next ?? ''}">
<button class="utrecht-button utrecht-button--secondary-action" type="submit">${say.olderRequests}</button>
</form>`,
)}`;
}

function actions({ own }: Visit, { found, guards }: Shown): Markup {
  const say = own.breach;
  const { id, about, suspended, state, steps } = found.case;
  const kind = 'partner' in about ? 'partner' : 'key' in about ? 'key' : 'professional';
  const action = suspended ? 'resume' : 'suspend';
  const taken = new Set(steps.map(({ step }) => step));
  const left = breachSteps.filter((step) => !taken.has(step));
  return html`
${when(
  !suspended || kind === 'professional',
  () => html`<h2 class="utrecht-heading-2">${say.act}</h2>
<p class="utrecht-paragraph">${say.actHint[kind]}</p>
<form method="post" action="/officer/breaches/${id}/actions" class="kernhub-stack" novalidate>
${guards()}
<input type="hidden" name="action" value="${action}">
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="why">${say.actReason}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="text" id="why" name="note" maxlength="400" required autocomplete="off">
</div>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say[action]}</button></p>
</form>`,
)}
${
  state === 'closed'
    ? nothing
    : html`<h2 class="utrecht-heading-2">${say.step}</h2>
<form method="post" action="/officer/breaches/${id}/actions" class="kernhub-stack" novalidate>
${guards()}
${select(
  'action',
  say.step,
  left.map((step) => [step, say.steps[step]] as const),
)}
${textarea('note', say.stepNote, '', 400)}
<p><button class="utrecht-button utrecht-button--secondary-action" type="submit">${say.record}</button></p>
</form>`
}`;
}
