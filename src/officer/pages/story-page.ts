/** One request: what was asked, what was decided and on what, what the partners did, and where each word of it is recorded. */
import type { ExchangeId, ExchangeStory } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alert, badge, input, table, term } from './parts.js';
import { consentsPart, decisionsPart, factsPart } from './story-grounds.js';

interface AskForm {
  readonly exchange: ExchangeId;
  readonly guards: Markup;
  readonly faults: readonly string[];
}

export function storyAskPage({ own }: Visit, { exchange, guards, faults }: AskForm): Markup {
  const { story, reason, reasonHint } = own;
  return html`
<p><a class="utrecht-link" href="/officer/log">${story.back}</a></p>
<h1 class="utrecht-heading-1">${story.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${story.why}</p>
<p class="kernhub-soft"><code class="kernhub-id">${exchange}</code></p>
${alert(faults)}
<form method="post" action="/officer/exchanges/${exchange}" class="kernhub-stack" novalidate>
${guards}
${input('reason', reason, { hint: reasonHint, required: true })}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${story.open}</button></p>
</form>`;
}

export function storyPage(
  visit: Visit,
  told: ExchangeStory,
  form: { readonly reason: string; readonly guards: Markup },
): Markup {
  const { story } = visit.own;
  return html`
<p><a class="utrecht-link" href="/officer/log">${story.back}</a></p>
<h1 class="utrecht-heading-1">${story.title}</h1>
<p class="kernhub-soft"><code class="kernhub-id">${told.exchange}</code></p>
${when(isOfPartner(visit), () => html`<p class="utrecht-paragraph">${story.partnerSees}</p>`)}
${requestPart(visit, told)}
${decisionsPart(visit, told)}
${when(!isOfPartner(visit), () => consentsPart(visit, told))}
${factsPart(visit, told)}
${tasksPart(visit, told)}
${stopsPart(visit, told)}
${reviewsPart(visit, told)}
${proofPart(visit, told)}
${when(visit.may('look', 'evidence'), () => evidencePart(visit, told, form))}`;
}

const isOfPartner = ({ caller }: Visit): boolean => caller.duty === 'partner-officer';

const evidencePart = (
  { own: { story } }: Visit,
  { exchange }: ExchangeStory,
  form: { readonly reason: string; readonly guards: Markup },
): Markup => html`<p class="utrecht-paragraph">${story.evidenceHint}</p>
<form method="post" action="/officer/exchanges/${exchange}/evidence">
${form.guards}
<input type="hidden" name="reason" value="${form.reason}">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${story.evidence}</button>
</form>`;

function requestPart(visit: Visit, { request, state }: ExchangeStory): Markup {
  const { own, moment } = visit;
  const { story, log } = own;
  const { purpose, question, partner, professional, fields } = request;
  return html`<h2 class="utrecht-heading-2">${story.request}</h2>
<dl class="kernhub-terms kernhub-card">
${term(log.when, moment(request.askedAt))}
${term(own.partner, html`<bdi>${partner.name}</bdi>`)}
${professional.account === null ? nothing : term(story.professional, html`${professional.function ?? ''} <code class="kernhub-id">${professional.account}</code>`)}
${professional.account === null ? nothing : term(story.login, professional.acr ?? own.unknown)}
${when(request.secondProfessional, () => term(story.second, story.yes))}
${when(request.colleaguesChild, () => term(story.colleaguesChild, story.yes))}
${term(own.purpose, html`${purpose.title} <span class="kernhub-soft">${own.register.version} ${purpose.version}</span>`)}
${term(story.question, question.text ?? question.code)}
${term(log.fields, html`${fields.map((field) => html`${visit.field(purpose.id, field)}<br>`)}`)}
${term(story.deadline, moment(request.deadlineAt))}
${term(story.state, html`<code>${state}</code>${when(request.emergency, () => html` ${badge(log.emergencyMark, true)}`)}`)}
</dl>`;
}

function tasksPart(visit: Visit, { tasks, request }: ExchangeStory): Markup {
  const { own, moment } = visit;
  const { story, log } = own;
  const cards = tasks.map((task) => {
    const [release] = task.releases;
    return html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3"><bdi>${task.source.name}</bdi></h3>
<dl class="kernhub-terms">
${term(log.basis, html`${own.bases[task.basis] ?? task.basis}, ${task.article ?? own.unknown}${when(task.art9 !== null, () => html`, ${task.art9 ?? ''}`)}`)}
${term(log.fields, html`${task.fields.map((field) => html`${visit.field(request.purpose.id, field)}<br>`)}`)}
${term(story.state, html`<code>${task.state}</code>`)}
${task.declined === null ? nothing : term(story.declined, `${moment(task.declined.at)}: ${task.declined.reason}`)}
${term(story.released, release === undefined ? story.notReleased : moment(release.at))}
${task.envelope === null ? nothing : term(story.manifest, html`<code class="kernhub-id">${task.envelope.manifest}</code>`)}
${term(story.receipt, task.receipt === null ? story.noReceipt : `${moment(task.receipt.at)}, ${story.receiptOutcomes[task.receipt.outcome]}`)}
${task.destroyed === null ? nothing : term(story.destroyed, `${moment(task.destroyed.at)}: ${task.destroyed.cause}`)}
</dl></li>`;
  });
  return html`<h2 class="utrecht-heading-2">${story.sources}</h2>
${tasks.length === 0 ? html`<p class="utrecht-paragraph">${story.noSources}</p>` : html`<ul class="kernhub-cards">${cards}</ul>`}`;
}

function stopsPart({ own, moment }: Visit, { stops }: ExchangeStory): Markup {
  const { story } = own;
  return when(
    stops.length > 0,
    () => html`<h2 class="utrecht-heading-2">${story.stops}</h2>
${table(
  story.stops,
  [own.stops.cause, own.stops.orderedAt, own.stops.dueAt, story.receipt],
  stops.map(({ cause, orderedAt, dueAt, answer }) => [
    own.stops.causes[cause as keyof typeof own.stops.causes] ?? cause,
    moment(orderedAt),
    moment(dueAt),
    answer === null ? story.unanswered : `${moment(answer.at)}, ${answer.outcome} ${answer.ground ?? ''}`,
  ]),
)}`,
  );
}

function reviewsPart({ own, moment }: Visit, { reviews, measures }: ExchangeStory): Markup {
  const { story, emergencies } = own;
  return when(
    reviews.length > 0,
    () => html`<h2 class="utrecht-heading-2">${story.reviews}</h2>
<ul class="utrecht-unordered-list">${reviews.map(({ at, verdict }) => html`<li>${moment(at)}: ${emergencies.verdicts[verdict]}</li>`)}${measures.map(({ at, measure }) => html`<li>${moment(at)}: ${emergencies.answered(emergencies.measures[measure])}</li>`)}</ul>`,
  );
}

function proofPart({ own, moment, words }: Visit, { entries, erased, checkpoint }: ExchangeStory): Markup {
  const { story, log } = own;
  const number = new Intl.NumberFormat(words.language);
  return html`<h2 class="utrecht-heading-2">${story.proof}</h2>
<p class="utrecht-paragraph">${story.proofHint}</p>
${table(
  story.proof,
  [story.index, story.event, log.when, story.entry],
  entries.map(({ index, event, at, entry }) => [
    number.format(index),
    html`<code>${event}</code>`,
    moment(at),
    html`<code class="kernhub-id">${entry}</code>`,
  ]),
)}
${when(erased.length > 0, () => html`<p>${story.erased(erased.length)}</p>`)}
<details class="kernhub-details"><summary>${own.overview.checkpoint}</summary><pre class="kernhub-report">${checkpoint}</pre></details>`;
}
