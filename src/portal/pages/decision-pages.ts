import type { EntryId, KeepGround } from '../../contract/index.js';
import type { StopAnswer } from '../../exchange/index.js';
import type { NamedChild } from '../../people/index.js';
import { html, type Markup, type TextKey, type Words, when } from '../../text/index.js';
import type { Decided } from '../visit.js';
import type { PurposeWords } from './purpose-words.js';
import { handOf, recordedNote } from './recorded-words.js';

export const isGiven = ({ own }: Decided): boolean => own.state === 'given' || own.state === 'renewed';

/** Only the person's own answers; what another chose stands nowhere. */
export const decisionsPage = (
  words: Words,
  child: NamedChild,
  { decided, answers }: { readonly decided: readonly Decided[]; readonly answers: readonly StopAnswer[] },
  purposeWords: PurposeWords,
): Markup => {
  const { say, day } = words;
  return html`
<p><a class="utrecht-link" href="/children/${child.id}">${say('child.title', { name: child.firstName })}</a></p>
<h1 class="utrecht-heading-1">${say('decisions.title')}</h1>
<p class="utrecht-paragraph">${say('decisions.intro', { name: child.firstName })}</p>
${
  decided.length === 0
    ? html`<p class="utrecht-paragraph">${say('decisions.none')}</p>`
    : html`<ul class="kernhub-cards">${decided.map(
        (question) => html`<li class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-2">${purposeWords.title(question.purpose)}</h2>
<p><span class="kernhub-badge${isGiven(question) ? '' : ' kernhub-badge--warm'}">${say(`decisions.${question.own.state}`)}</span></p>
${when(isGiven(question) && question.state === 'incomplete', () => html`<p>${say('answered.waitingTitle')}</p>`)}
${when(question.own.decision.signed, () => html`<p><span class="kernhub-badge">${say('passkeys.signed')}</span></p>`)}
<p class="kernhub-soft">${say('decisions.decidedOn', { day: day(question.own.decision.decidedAt) })}
· ${say('decisions.askedBy', { partner: question.askedBy.name })}</p>
${recordedNote(words, handOf(question.own))}
${when(isGiven(question), () => chosenIn(words, question, purposeWords))}
${when(endingOf(question.own.decision) !== null, () => answersTo(words, question, answers))}
<p class="kernhub-actions">
${when(
  isGiven(question),
  () =>
    html`<a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/decisions/${question.own.decision.id}/withdrawal" aria-label="${say('decisions.stopLabel', { purpose: purposeWords.title(question.purpose) })}">${say('decisions.stop')}</a>`,
)}
<a class="utrecht-link" href="/children/${child.id}/questions/${question.request.id}">${say('decisions.answerAgain')}</a>
</p>
</li>`,
      )}</ul>`
}`;
};

/** The entry by which an own yes ended, or a no that ended an earlier yes; null for what still holds. */
export const endingOf = ({ choice, entry, withdrawalEntry }: Decided['own']['decision']): EntryId | null =>
  withdrawalEntry ?? (choice === 'refused' ? entry : null);

/** What goes from whom to whom, as this person chose it: in the words of that version, with the partners of then. */
const chosenIn = (words: Words, { own, purpose }: Decided, purposeWords: PurposeWords): Markup => {
  const named = (partners: readonly { readonly name: string }[]): string =>
    words.list(partners.map(({ name }) => name));
  const labels = purposeWords.labels(purpose);
  const chosen = own.flows.map(({ sources, recipients, fields }) => ({
    sources: named(sources),
    recipients: named(recipients),
    fields: fields.map((field) => labels.fields[field]?.label ?? field),
  }));
  return html`<details class="kernhub-details"><summary>${words.say('stops.chosen')}</summary>
<ul class="utrecht-unordered-list">${chosen.map(
    ({ sources, recipients, fields }) => html`<li>${words.say('question.flow', { sources, recipients })}
<ul class="utrecht-unordered-list">${fields.map((field) => html`<li>${field}</li>`)}</ul></li>`,
  )}</ul></details>`;
};

const answersTo = (words: Words, decided: Decided, answers: readonly StopAnswer[]): Markup => {
  const ending = endingOf(decided.own.decision);
  const own = answers.filter(({ because }) => because === ending);
  return html`<h3 class="utrecht-heading-3">${words.say('stops.answersTitle')}</h3>
${stopAnswers(words, own)}`;
};

/** Why a partner still keeps what it has. */
const grounds: Readonly<Record<KeepGround, TextKey>> = {
  'legal-obligation': 'stops.legalObligation',
  'public-health': 'stops.publicHealth',
  archiving: 'stops.archiving',
  'legal-claims': 'stops.legalClaims',
  'care-record': 'stops.careRecord',
};

/** What each partner that held data did since; only after this person's own word, so that it tells nothing of another. */
const stopAnswers = ({ say, day }: Words, answers: readonly StopAnswer[]): Markup =>
  html`${
    answers.length === 0
      ? html`<p class="kernhub-soft">${say('stops.answersNone')}</p>`
      : html`<ul class="kernhub-told">${answers.map(
          ({ partner, answer, isLate, dueOn }) => html`<li><strong><bdi>${partner}</bdi></strong>
<p>${
            answer === null
              ? say(isLate ? 'stops.late' : 'stops.waiting', { day: day(dueOn) })
              : say(`stops.${answer.outcome}`, {
                  ground: answer.ground === null ? '' : say(grounds[answer.ground]),
                })
          }</p>
${when(
  answer !== null,
  () => html`<details class="kernhub-details"><summary>${say('stops.statement', { partner })}</summary>
<pre class="kernhub-report" dir="ltr" tabindex="0">${answer?.statement ?? ''}</pre></details>`,
)}</li>`,
        )}</ul>`
  }`;

/** One button, one confirmation (AVG 7(3)). */
export const withdrawalPage = (
  { say }: Words,
  child: NamedChild,
  question: Decided,
  guards: Markup,
  purposeWords: PurposeWords,
): Markup => html`
<h1 class="utrecht-heading-1">${say('withdrawal.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('withdrawal.what', { purpose: purposeWords.title(question.purpose) })}</p>
<p class="utrecht-paragraph">${say('withdrawal.effect')}</p>
<p class="utrecht-paragraph">${say('withdrawal.already')}</p>
<form method="post" action="/children/${child.id}/decisions/${question.own.decision.id}/withdrawal">
${guards}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${say('withdrawal.confirm')}</button>
<a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/decisions">${say('withdrawal.keep')}</a>
</div>
</form>`;

/** After an answer: what holds now, without a word about what others chose. */
export const answeredPage = ({ say }: Words, child: NamedChild, question: Decided): Markup => {
  const yes = isGiven(question);
  return html`
<div class="utrecht-alert utrecht-alert--ok" role="status"><div class="utrecht-alert__content"><div class="utrecht-alert__message kernhub-stack">
<h1 class="utrecht-heading-1">${say(yes ? 'answered.titleYes' : 'answered.titleNo')}</h1>
<p>${say('answered.recorded')}</p>
</div></div></div>
<p class="utrecht-paragraph">${yes ? say(question.state === 'complete' ? 'answered.complete' : 'answered.waiting') : say('answered.nothingShared')}</p>
<ul class="kernhub-links">
<li><a href="/children/${child.id}"><strong>${say('child.title', { name: child.firstName })}</strong></a></li>
<li><a href="/children/${child.id}/receipts"><strong>${say('answered.receipt')}</strong></a></li>
</ul>`;
};

/** At once, and what became of what was shared before. */
export const withdrawnPage = (words: Words, child: NamedChild, answers: readonly StopAnswer[]): Markup => {
  const { say } = words;
  return html`
<div class="utrecht-alert utrecht-alert--ok" role="status"><div class="utrecht-alert__content"><div class="utrecht-alert__message">
<h1 class="utrecht-heading-1">${say('withdrawal.done')}</h1>
</div></div></div>
<h2 class="utrecht-heading-2">${say('stops.answersTitle')}</h2>
${stopAnswers(words, answers)}
<ul class="kernhub-links">
<li><a href="/children/${child.id}/decisions"><strong>${say('decisions.title')}</strong></a></li>
<li><a href="/children/${child.id}/receipts"><strong>${say('answered.receipt')}</strong></a></li>
</ul>`;
};
