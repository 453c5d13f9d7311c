import type { Emergency } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { badge, select, term, textarea } from './parts.js';

interface Listed {
  readonly state: 'waiting' | 'reviewed';
  readonly items: readonly Emergency[];
  readonly next: string | null;
  readonly partners: ReadonlyMap<string, string>;
  readonly guards: () => Markup;
}

/** Who used the emergency procedure, what came of it, and a form for the verdict. */
export function emergenciesPage(visit: Visit, listed: Listed): Markup {
  const own = visit.own.emergencies;
  const { state, items, next } = listed;
  const way = (of: 'waiting' | 'reviewed'): Markup =>
    html`<a class="utrecht-link" href="/officer/emergencies?state=${of}"${of === state ? html` aria-current="page"` : nothing}>${own[of]}</a>`;
  return html`
<h1 class="utrecht-heading-1">${own.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${own.intro} <code class="kernhub-command">kernhub open --officer</code>.</p>
<p class="kernhub-soft">${own.told}</p>
<p class="kernhub-actions">${way('waiting')} ${way('reviewed')}</p>
${items.length === 0 ? html`<p class="utrecht-paragraph">${state === 'waiting' ? own.noneWaiting : own.noneReviewed}</p>` : html`<ol class="kernhub-cards">${items.map((item) => card(visit, item, listed))}</ol>`}
${when(next !== null, () => html`<p><a class="utrecht-link" href="/officer/emergencies?${new URLSearchParams({ state, cursor: next ?? '' }).toString()}">${own.older}</a></p>`)}`;
}

function card(visit: Visit, emergency: Emergency, { partners, guards }: Listed): Markup {
  const { own, caller, moment, words } = visit;
  const say = own.emergencies;
  const { professional, hiding, review, sources, dueAt, overdue } = emergency;
  const nameOf = (id: string): string => partners.get(id) ?? id;
  return html`<li class="kernhub-card kernhub-stack" id="${emergency.id}">
<h2 class="utrecht-heading-3">${visit.purpose(emergency.purpose)}</h2>
<dl class="kernhub-terms">
${term(say.askedAt, html`<time datetime="${emergency.askedAt}">${moment(emergency.askedAt)}</time>`)}
${term(say.by, html`<bdi>${nameOf(emergency.recipient)}</bdi>${when(professional.function !== null, () => html`, ${professional.function ?? ''}`)}${when(professional.second, () => html` (${say.second})`)}`)}
${term(
  say.sources,
  html`${sources.map(
    ({ source, released, ground }) =>
      html`<bdi>${nameOf(source)}</bdi>: ${own.outcomes[released ? 'released' : 'nothing-released']}${when(ground !== null, () => html` (${say.ground} ${ground ?? ''})`)}<br>`,
  )}`,
)}
</dl>
<p>${hiding === null ? say.shown : say.hidden[hiding.state](words.day(parseCivilDate(hiding.until)))}</p>
${when(review === null, () => html`<p>${say.due(moment(dueAt))}${when(overdue, () => html` ${badge(say.late, true)}`)}</p>`)}
${when(review !== null, () => html`<p>${badge(say.verdicts[review?.verdict ?? 'necessary'], review?.verdict === 'not-necessary')} <span class="kernhub-soft">${moment(review?.reviewedAt ?? '')}</span></p>`)}
${warningPart(visit, emergency)}
${caller.duty === 'privacy-officer' ? reviewForm(visit, emergency, guards()) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}
<p class="kernhub-soft"><code class="kernhub-id">${emergency.exchange}</code></p>
</li>`;
}

function warningPart({ own: { emergencies: say }, moment }: Visit, { warning }: Emergency): Markup {
  if (warning === null) return nothing;
  const { measure, answeredAt } = warning;
  if (measure === null) return html`<p>${say.warned}</p>`;
  return html`<p>${say.answered(say.measures[measure])} <span class="kernhub-soft">${moment(answeredAt ?? '')}</span></p>`;
}

function reviewForm({ own }: Visit, { id, hiding, review }: Emergency, guards: Markup): Markup {
  const say = own.emergencies;
  const canHide = hiding?.state === 'hidden' || hiding?.state === 'confirmed';
  const choice = (verdict: 'necessary' | 'not-necessary'): Markup => html`<div class="kernhub-tick">
<input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" id="${id}-${verdict}" name="verdict" value="${verdict}" required${review?.verdict === verdict ? html` checked` : nothing}>
<label class="utrecht-form-label utrecht-form-label--radio-button" for="${id}-${verdict}">${say.verdicts[verdict]}</label>
</div>`;
  return html`<details class="kernhub-details"${review === null ? html` open` : nothing}><summary>${say.verdict}</summary>
<form method="post" action="/officer/emergencies/${id}/review" class="kernhub-stack">
${guards}
<fieldset class="kernhub-plain"><legend class="kernhub-unseen">${say.verdict}</legend>
${choice('necessary')}
${choice('not-necessary')}
</fieldset>
${when(canHide, () =>
  select('hiding', say.hiding, [
    ['', say.leave],
    ['confirmed', say.confirm],
    ['lifted', say.lift],
  ]),
)}
${textarea('remark', say.remark)}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.save}</button></p>
</form></details>`;
}
