import { type OpenedUnusualUse, unusualDispositions } from '../../contract/index.js';
import { html, type Markup } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alert, table, textarea } from './parts.js';
import { lastWord, reasonPart, usePart } from './unusual-uses-page.js';

interface Shown {
  readonly use: OpenedUnusualUse;
  readonly partners: ReadonlyMap<string, string>;
  readonly guards: () => Markup;
  /** What was wrong with the form, in words, and what it held. */
  readonly faults: readonly string[];
  readonly note?: string;
}

/** One unusual use: why, on which requests, and a form for what was made of it. */
export function unusualUsePage(visit: Visit, shown: Shown): Markup {
  const { own, caller } = visit;
  const say = own.unusual;
  const { use, partners } = shown;
  return html`
<p><a class="utrecht-link" href="/officer/unusual">${say.back}</a></p>
<h1 class="utrecht-heading-1">${say.rules[use.rule]}</h1>
${reasonPart(visit, use)}
<dl class="kernhub-terms">
${usePart(visit, use, partners)}
</dl>
${lastWord(visit, use)}
<h2 class="utrecht-heading-2">${say.requests}</h2>
${use.requests.length === 0 ? html`<p class="utrecht-paragraph">${say.noRequests}</p>` : requestsTable(visit, use)}
<h2 class="utrecht-heading-2">${say.verdict}</h2>
${caller.duty === 'privacy-officer' ? dispositionForm(visit, shown) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}`;
}

function requestsTable(visit: Visit, { requests }: OpenedUnusualUse): Markup {
  const { own, moment } = visit;
  const say = own.unusual;
  return table(
    say.requests,
    [say.asked, own.purpose, say.kind, say.openRequest],
    requests.map(({ exchange, askedAt, purpose, emergency, refused }) => [
      html`<time datetime="${askedAt}">${moment(askedAt)}</time>`,
      visit.purpose(purpose),
      say.kinds[refused ? 'refused' : emergency ? 'emergency' : 'ordinary'],
      html`<a class="utrecht-link" href="/officer/exchanges/${exchange}" aria-label="${own.log.openOf(moment(askedAt))}">${say.openRequest}</a>`,
    ]),
  );
}

function dispositionForm({ own }: Visit, { use, guards, faults, note = '' }: Shown): Markup {
  const say = own.unusual;
  return html`<form method="post" action="/officer/unusual/${use.id}" class="kernhub-stack" novalidate>
${guards()}
${alert(faults)}
<fieldset class="kernhub-plain"><legend class="kernhub-unseen">${say.verdict}</legend>
${unusualDispositions.map(
  (disposition) => html`<div class="kernhub-tick">
<input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" id="${disposition}" name="disposition" value="${disposition}" required>
<label class="utrecht-form-label utrecht-form-label--radio-button" for="${disposition}">${say.dispositions[disposition]}</label>
</div>`,
)}
</fieldset>
${textarea('note', say.note, note)}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.save}</button></p>
</form>`;
}
