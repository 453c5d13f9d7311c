import type { OwnRightsRequest } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { ListedChild } from '../../people/index.js';
import { html, type Markup, type Words } from '../../text/index.js';

/** What one may ask (AVG 15-22), where, and what became of what was asked. */
export const rightsPage = (
  words: Words,
  children: readonly ListedChild[],
  requests: readonly OwnRightsRequest[],
): Markup => {
  const { say } = words;
  return html`
<h1 class="utrecht-heading-1">${say('rights.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('rights.intro')}</p>
<ul class="utrecht-unordered-list">
<li>${say('rights.see')}</li>
<li>${say('rights.correct')}</li>
<li>${say('rights.object')}</li>
</ul>
${children.map(
  (child) => html`<h2 class="utrecht-heading-2">${say('rights.eraseTitle', { name: child.firstName })}</h2>
<p class="utrecht-paragraph">${say('rights.erase')}</p>
<p><a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/erasure" aria-label="${say('rights.eraseTitle', { name: child.firstName })}">${say('rights.askErase')}</a></p>`,
)}
<h2 class="utrecht-heading-2">${say('rights.askedTitle')}</h2>
${
  requests.length === 0
    ? html`<p class="utrecht-paragraph">${say('rights.noneAsked')}</p>`
    : html`<ol class="kernhub-cards">${requests.map((request) => requestCard(words, request))}</ol>`
}
<p class="utrecht-paragraph">${say('help.complaint')}</p>`;
};

function requestCard({ say, day }: Words, request: OwnRightsRequest): Markup {
  const { state, dueOn, refusal, requestedAt } = request;
  const states = {
    open: () => say('rights.open', { day: day(parseCivilDate(dueOn)) }),
    refused: () => say('rights.refused', { article: refusal?.article ?? '' }),
    executed: () => say('rights.executed'),
  };
  return html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3">${say('rights.erasure')}</h3>
<p><span class="kernhub-badge${state === 'executed' ? '' : ' kernhub-badge--warm'}">${states[state]()}</span></p>
<p class="kernhub-soft">${say('rights.askedOn', { day: day(new Date(requestedAt)) })}</p>
${refusal?.reason == null ? html`` : html`<blockquote class="kernhub-quote" dir="auto">${refusal.reason}</blockquote>`}
</li>`;
}

/** The one confirmation before a request that cannot be undone once it is carried out. */
export const erasurePage = ({ say }: Words, child: ListedChild, guards: Markup): Markup => html`
<h1 class="utrecht-heading-1">${say('rights.eraseTitle', { name: child.firstName })}</h1>
<p class="utrecht-paragraph">${say('rights.erase')}</p>
<p class="utrecht-paragraph">${say('rights.notYou')}</p>
<form method="post" action="/children/${child.id}/erasure">
${guards}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${say('rights.confirm')}</button>
<a class="utrecht-button utrecht-button--secondary-action" href="/rights">${say('rights.keep')}</a>
</div>
</form>`;
