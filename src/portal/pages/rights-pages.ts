import { type Code, dataSubjectRights, type OwnRightsRequest, type Right } from '../../contract/index.js';
import type { NamedChild } from '../../people/index.js';
import { authoritative, html, type Markup, nothing, type Words, when } from '../../text/index.js';
import { partnerAnswerIn, quoted, requestStateIn } from './rights-words.js';

interface Rights {
  readonly children: readonly NamedChild[];
  readonly requests: readonly OwnRightsRequest[];
  readonly guards: () => Markup;
}

/** What one may ask (AVG 15-22), a copy to take home, and what became of what was asked. */
export const rightsPage = (words: Words, { children, requests, guards }: Rights): Markup => {
  const { say } = words;
  return html`
<h1 class="utrecht-heading-1">${say('rights.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('rights.intro')}</p>
${when(
  requests.length > 0,
  () => html`<h2 class="utrecht-heading-2">${say('rights.askedTitle')}</h2>
<ol class="kernhub-cards">${requests.map((request) => requestCard(words, request, children, guards))}</ol>`,
)}
${children.map((child) => rightsAbout(words, child))}
${when(requests.length === 0, () => html`<p class="kernhub-soft">${say('rights.noneAsked')}</p>`)}
<h2 class="utrecht-heading-2">${say('rights.complaintTitle')}</h2>
<p class="utrecht-paragraph">${say('help.complaint')} ${say('rights.authority', { site: 'autoriteitpersoonsgegevens.nl' })}</p>`;
};

const rightsAbout = ({ say }: Words, { id, firstName: name }: NamedChild): Markup => html`
<h2 class="utrecht-heading-2">${say('rights.about', { name })}</h2>
<div class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3">${say('rights.copyTitle')}</h3>
<p class="utrecht-paragraph">${say('rights.copy')}</p>
<p><a class="utrecht-button utrecht-button--secondary-action" download href="/children/${id}/copy">${say('rights.copyLabel', { name })}</a></p>
</div>
<h3 class="utrecht-heading-3">${say('rights.askTitle', { name })}</h3>
<p class="kernhub-soft">${say('rights.term')}</p>
<ul class="kernhub-links">
${dataSubjectRights.map(
  (right) =>
    html`<li><a href="/children/${id}/rights/${right}"><strong>${say(`rights.kinds.${right}.name`)}</strong></a></li>`,
)}
</ul>`;

function requestCard(
  words: Words,
  request: OwnRightsRequest,
  children: readonly NamedChild[],
  guards: () => Markup,
): Markup {
  const { say, day } = words;
  const { id, state, refusal, grant, extension, explanation, requestedAt } = request;
  const right = say(`rights.kinds.${request.right}.name`);
  const name = children.find((child) => child.id === request.child)?.firstName;
  const isDone = state === 'executed' || state === 'granted';
  const reason = refusal?.reason ?? grant?.reason;
  return html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3">${right}</h3>
<p><span class="kernhub-badge${isDone ? '' : ' kernhub-badge--warm'}">${requestStateIn(words, request)}</span></p>
<p class="kernhub-soft">${name === undefined ? nothing : html`${say('rights.about', { name })} · `}${say('rights.askedOn', { day: day(new Date(requestedAt)) })}</p>
${quoted(say('rights.ownWords'), explanation, null)}
${when(state === 'open', () => quoted(say('rights.later'), extension?.reason ?? null, authoritative))}
${quoted(say('rights.answerWords'), reason ?? null, authoritative)}
${partnersOf(words, request)}
${when(state === 'executed' && request.right === 'erasure', () => html`<p><a class="utrecht-link" download href="/v1/me/rights-requests/${id}/certificate">${say('rights.certificate')}</a></p>`)}
${when(
  state === 'open',
  () => html`<form method="post" action="/rights/${id}/withdrawal">
${guards()}
<button class="utrecht-button utrecht-button--secondary-action" type="submit" aria-label="${say('rights.withdrawLabel', { right })}">${say('rights.withdraw')}</button>
</form>`,
)}
</li>`;
}

/** Those that hold data and answer for themselves. */
function partnersOf({ say, day }: Words, { partners }: OwnRightsRequest): Markup {
  if (partners.length === 0) return nothing;
  return html`<div><p><strong>${say('rights.partnersTitle')}</strong></p>
<p class="kernhub-soft">${say('rights.partnersText')}</p>
<ul class="utrecht-unordered-list">${partners.map((asked) => html`<li>${partnerAnswerIn({ say, day }, asked)}</li>`)}</ul></div>`;
}

/** Of these the request says nothing that could be judged without the person's own words. */
const needsWords: readonly Right[] = ['rectification', 'restriction', 'objection'];
export const isWordless = (right: Right, explanation: string): boolean =>
  needsWords.includes(right) && explanation === '';

export interface RightForm {
  readonly child: NamedChild;
  readonly right: Right;
  readonly guards: Markup;
  readonly explanation: string;
  readonly fault: { readonly words: string; readonly code: Code } | null;
}

/** One right: what it means, by when an answer comes, and the person's own words. */
export const rightPage = ({ say }: Words, form: RightForm): Markup => {
  const { child, right, guards, explanation, fault } = form;
  const name = child.firstName;
  const title = say(`rights.kinds.${right}.name`);
  return html`
<p><a class="utrecht-link" href="/rights">${say('rights.title')}</a></p>
<h1 class="utrecht-heading-1">${right === 'erasure' ? say('rights.eraseTitle', { name }) : title}</h1>
${when(right !== 'erasure', () => html`<p class="kernhub-soft">${say('rights.about', { name })}</p>`)}
<p class="utrecht-paragraph utrecht-paragraph--lead">${say(`rights.kinds.${right}.text`)}</p>
${when(right !== 'erasure', () => html`<p class="utrecht-paragraph">${say('rights.term')}</p>`)}
<p class="utrecht-paragraph">${say('rights.notYou')}</p>
<form method="post" action="/children/${child.id}/rights/${right}" class="kernhub-stack" novalidate>
${guards}
<div class="utrecht-form-field${fault === null ? '' : ' utrecht-form-field--invalid'}">
<label class="utrecht-form-label" for="explanation">${say(needsWords.includes(right) ? 'rights.words' : 'rights.wordsOptional')}</label>
<p class="utrecht-form-field-description" id="explanation-hint">${say('rights.wordsHint')}</p>
${when(
  fault !== null,
  () =>
    html`<p class="utrecht-form-field-error-message" id="explanation-fault" role="alert" data-code="${fault?.code ?? ''}">${fault?.words ?? ''}</p>`,
)}
<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="explanation" name="explanation" rows="5" maxlength="2000" dir="auto"
 aria-describedby="explanation-hint${fault === null ? '' : ' explanation-fault'}"${when(fault !== null, () => html` aria-invalid="true"`)}>${explanation}</textarea>
</div>
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${say('rights.ask')}</button>
<a class="utrecht-button utrecht-button--secondary-action" href="/rights">${say('rights.keep')}</a>
</div>
</form>`;
};
