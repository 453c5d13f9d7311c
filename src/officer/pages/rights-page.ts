import type { WaitingRightsRequest } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { assignmentsPart, type RightsFault } from './assignments-part.js';
import { alert, badge } from './parts.js';

interface Listed {
  readonly state: 'open' | 'answered';
  readonly items: readonly WaitingRightsRequest[];
  readonly today: string;
  readonly guards: () => Markup;
  readonly fault: RightsFault | null;
}

/** What people asked, in their own words, and a form to answer each. */
export function rightsPage(visit: Visit, listed: Listed): Markup {
  const say = visit.own.rights;
  const { items, fault, state } = listed;
  const way = (of: Listed['state']): Markup =>
    html`<a class="utrecht-link" href="/officer/rights?state=${of}"${of === state ? html` aria-current="page"` : nothing}>${say.states[of]}</a>`;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${fault !== null && !items.some(({ id }) => id === fault.request) ? alert([fault.sentence], fault.code) : ''}
<p class="kernhub-actions">${way('open')} ${way('answered')}</p>
${items.length === 0 ? html`<p class="utrecht-paragraph">${state === 'open' ? say.none : say.noneAnswered}</p>` : html`<ol class="kernhub-cards">${items.map((item) => (state === 'open' ? card(visit, item, listed) : answeredCard(visit, item)))}</ol>`}`;
}

function answeredCard(visit: Visit, request: WaitingRightsRequest): Markup {
  const { own, words } = visit;
  const say = own.rights;
  const { right, state, requestedAt, answeredAt } = request;
  return html`<li class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-3">${say.kinds[right]}</h2>
<p class="kernhub-soft">${say.as[request.as]} · ${words.day(new Date(requestedAt))}</p>
<p>${state === 'open' || state === 'withdrawn' ? nothing : badge(say.outcomes[state], false)} ${when(answeredAt !== null, () => html`${say.answeredOn(words.day(new Date(answeredAt ?? requestedAt)))}`)}</p>
${letterLink(visit, request)}
</li>`;
}

const letterLink = ({ own, words }: Visit, { id, right, requestedAt }: WaitingRightsRequest): Markup => {
  const { letter, letterOf, kinds } = own.rights;
  const name = letterOf(kinds[right], words.day(new Date(requestedAt)));
  return html`<p><a class="utrecht-link" href="/officer/rights/${id}/letter" aria-label="${name}">${letter}</a></p>`;
};

function card(visit: Visit, request: WaitingRightsRequest, { today, guards, fault }: Listed): Markup {
  const { own, caller, words } = visit;
  const say = own.rights;
  const { id, right, explanation, proposal, dueOn } = request;
  const decides = caller.duty === 'privacy-officer';
  const faultOf = (form: RightsFault['form']): RightsFault | null =>
    fault?.request === id && fault.form === form ? fault : null;
  const classOf = (name: string): string => own.classes[name] ?? name;
  return html`<li class="kernhub-card kernhub-stack" id="${id}">
<h2 class="utrecht-heading-3">${say.kinds[right]}</h2>
<p class="kernhub-soft">${say.as[request.as]} · ${words.day(new Date(request.requestedAt))}</p>
<p>${badge(say.due(words.day(parseCivilDate(dueOn))), dueOn < today)}${when(dueOn < today, () => html` ${badge(say.late, true)}`)}${when(request.extended, () => html` ${badge(say.extended, false)}`)}</p>
${when(explanation !== null, () => html`<p class="kernhub-soft">${say.words}</p><blockquote class="kernhub-quote" dir="auto">${explanation ?? ''}</blockquote>`)}
${when(
  proposal !== null,
  () => html`<dl class="kernhub-terms">
<dt>${say.destroy}</dt><dd>${words.list(proposal?.destroy.map(classOf) ?? [])}</dd>
<dt>${say.restrict}</dt><dd>${words.list(proposal?.restrict.map(({ class: name, article }) => `${classOf(name)} (${article})`) ?? [])}</dd>
</dl>`,
)}
${when(request.extended, () => letterLink(visit, request))}
${assignmentsPart(visit, request, { today, guards: decides ? guards() : null, fault: faultOf('assignment') })}
${decides ? answerForm(visit, request, guards(), faultOf('answer')) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}
</li>`;
}

function answerForm(
  { own }: Visit,
  { id, right, extended }: WaitingRightsRequest,
  guards: Markup,
  fault: RightsFault | null,
): Markup {
  const say = own.rights;
  const button = (answer: string, label: string, face: string): Markup =>
    html`<button class="utrecht-button utrecht-button--${face}" type="submit" name="answer" value="${answer}">${label}</button>`;
  return html`<form method="post" action="/officer/rights/${id}" class="kernhub-stack" novalidate>
${guards}
${when(right === 'erasure', () => html`<p>${say.erase}</p>`)}
${alert(fault === null ? [] : [fault.sentence], fault?.code)}
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="reason-${id}">${say.answer}</label>
<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="reason-${id}" name="reason" rows="3" maxlength="2000" dir="auto">${fault?.typed.reason ?? ''}</textarea>
</div>
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="article-${id}">${say.article}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="text" id="article-${id}" name="article" maxlength="200" autocomplete="off">
</div>
<p class="kernhub-actions">
${when(right !== 'erasure', () => button('grant', say.grant, 'primary-action'))}
${button('refuse', say.refuse, 'secondary-action')}
${when(!extended, () => button('extend', say.extend, 'secondary-action'))}
</p>
</form>`;
}
