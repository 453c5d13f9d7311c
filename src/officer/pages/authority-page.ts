import type { WaitingAssertion } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { term } from './parts.js';

interface Listed {
  readonly items: readonly WaitingAssertion[];
  readonly partners: ReadonlyMap<string, string>;
  readonly guards: () => Markup;
}

/** Words of partners that would leave someone out, or contradict each other, and a form to confirm one. */
export function authorityPage(visit: Visit, listed: Listed): Markup {
  const say = visit.own.authority;
  const { items } = listed;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${items.length === 0 ? html`<p class="utrecht-paragraph">${say.none}</p>` : html`<ol class="kernhub-cards">${items.map((item) => card(visit, item, listed))}</ol>`}`;
}

function card(visit: Visit, said: WaitingAssertion, { partners, guards }: Listed): Markup {
  const { own, caller, words, moment } = visit;
  const say = own.authority;
  const what =
    said.about === 'birth-date'
      ? words.day(parseCivilDate(said.birthDate))
      : (say.kinds[said.kind] ?? said.kind);
  return html`<li class="kernhub-card kernhub-stack" id="${said.assertion}">
<h2 class="utrecht-heading-3">${say.about[said.about]}: ${what}</h2>
<dl class="kernhub-terms">
${term(say.saidBy, html`<bdi>${partners.get(said.assertedBy) ?? said.assertedBy}</bdi>, ${moment(said.assertedAt)}`)}
${said.about === 'birth-date' ? '' : term(say.source, html`${say.sources[said.source] ?? said.source}, ${words.day(parseCivilDate(said.assertedOn))}`)}
</dl>
${when(said.contradicts.length > 0, () => html`<p>${say.contradicts(said.contradicts.length)}</p>`)}
${caller.duty === 'privacy-officer' ? confirmForm(visit, said.assertion, guards()) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}
</li>`;
}

const confirmForm = ({ own }: Visit, assertion: string, guards: Markup): Markup => {
  const say = own.authority;
  return html`<form method="post" action="/officer/authority" class="kernhub-fields">
${guards}
<input type="hidden" name="assertion" value="${assertion}">
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="ground-${assertion}">${say.ground}</label>
<select class="utrecht-select utrecht-select--html-select" id="ground-${assertion}" name="ground">
${Object.entries(say.grounds).map(([ground, label]) => html`<option value="${ground}">${label}</option>`)}
</select>
</div>
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="reason-${assertion}">${say.reason}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="text" id="reason-${assertion}" name="reason" maxlength="500" required autocomplete="off">
</div>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.confirm}</button></p>
</form>`;
};
