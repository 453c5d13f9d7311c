import type { ComingOfAge, Question } from '../../consent/index.js';
import type { ListedChild, NamedChild } from '../../people/index.js';
import { html, type Markup, nothing, type Words, wordsFor } from '../../text/index.js';
import { decidedAmong } from '../visit.js';
import type { PurposeWords } from './purpose-words.js';

export const childrenPage = (words: Words, children: readonly ListedChild[]): Markup => {
  const { say } = words;
  if (children.length === 0) {
    return html`
<h1 class="utrecht-heading-1">${say('children.title')}</h1>
<p class="utrecht-paragraph">${say('children.none')} ${say('children.noneHow')}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="/code">${say('children.enterCode')}</a></p>`;
  }
  return html`
<h1 class="utrecht-heading-1">${say('children.title')}</h1>
<ul class="kernhub-cards">${children.map((child) => childCard(words, child))}</ul>
<p><a class="utrecht-link" href="/code">${say('children.addAnother')}</a></p>
<p><a class="utrecht-link" href="/settings">${say('mailSettings.title')}</a></p>`;
};

const childCard = ({ language }: Words, { id, firstName, as, waiting }: ListedChild): Markup => {
  const { say } = wordsFor(language, as === 'young-person' ? 'young' : 'adult');
  return html`<li class="kernhub-card kernhub-stack${waiting > 0 ? ' kernhub-card--waiting' : ''}">
<h2 class="utrecht-heading-2"><bdi>${firstName}</bdi></h2>
<p>${
    waiting > 0
      ? html`<span class="kernhub-badge kernhub-badge--warm">${say('children.waiting', { count: waiting })}</span>`
      : say('children.nothingWaits')
  }</p>
<p><a class="utrecht-button utrecht-button--secondary-action" href="/children/${id}">${say('children.open', { name: firstName })}</a></p>
</li>`;
};

/** An answer that counts no more waits for a new one. */
const isOver = (state: string): boolean => state === 'expired' || state === 'invalidated';

/** Before and after: who decides from which day on, and what happens to what was agreed. */
const birthdayNote = ({ say, day }: Words, child: NamedChild, birthday: ComingOfAge): Markup => {
  const values = { name: child.firstName, age: birthday.age, day: day(birthday.on) };
  const kind = birthday.alone ? 'alone' : 'joins';
  const when = birthday.isPast ? 'Past' : '';
  return html`<section class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-3">${say(birthday.isPast ? 'comingOfAge.pastTitle' : 'comingOfAge.soonTitle', values)}</h2>
<p class="utrecht-paragraph">${say(`comingOfAge.${kind}${when}`, values)}</p>
<p class="kernhub-soft">${say(`comingOfAge.${kind}How${when}`, values)}</p>
</section>`;
};

/** One child: what waits, what is shared now, and where the rest is. */
export const childPage = (
  words: Words,
  child: NamedChild,
  { questions, birthday }: { readonly questions: readonly Question[]; readonly birthday: ComingOfAge | null },
  purposeWords: PurposeWords,
): Markup => {
  const { say, day } = words;
  const open = questions.filter(({ own }) => own === null || isOver(own.state));
  const given = decidedAmong(questions).filter(({ own }) => own.state === 'given' || own.state === 'renewed');
  const base = `/children/${child.id}`;
  return html`
<h1 class="utrecht-heading-1">${say('child.title', { name: child.firstName })}</h1>
${birthday === null ? nothing : birthdayNote(words, child, birthday)}
<h2 class="utrecht-heading-2">${say('child.questionsTitle')}</h2>
${
  open.length === 0
    ? html`<p class="utrecht-paragraph">${say('child.noQuestions')}</p>`
    : html`<ul class="kernhub-cards">${open.map(
        (question) => html`<li class="kernhub-card kernhub-card--waiting kernhub-stack">
<h3 class="utrecht-heading-3">${purposeWords.title(question.purpose)}</h3>
<p class="kernhub-soft">${say('child.askedBy', { partner: question.askedBy.name, day: day(new Date(`${question.request.askedOn}T12:00:00Z`)) })}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="${base}/questions/${question.request.id}">${say('child.answer')}</a></p>
</li>`,
      )}</ul>`
}
<h2 class="utrecht-heading-2">${say('child.sharedTitle')}</h2>
${
  given.length === 0
    ? html`<p class="utrecht-paragraph">${say('child.sharedNothing')}</p>`
    : html`<ul class="kernhub-cards">${given.map(
        (question) => html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3">${purposeWords.title(question.purpose)}</h3>
<p>${question.state === 'complete' ? say('answered.complete') : say('answered.waiting')}</p>
</li>`,
      )}</ul>`
}
<h2 class="utrecht-heading-2">${say('child.more')}</h2>
<ul class="kernhub-links">
${way(`${base}/decisions`, say('child.decisions'), say('child.decisionsHint'))}
${way(`${base}/accesses`, say('child.accesses'), say('child.accessesHint'))}
${way(`${base}/receipts`, say('child.receipts'), say('child.receiptsHint'))}
${way(`${base}/passkeys`, say('passkeys.title'), say('passkeys.hint'))}
${way('/rights', say('rights.title'), say('rights.hint'))}
</ul>`;
};

const way = (href: string, name: string, hint: string): Markup =>
  html`<li><a href="${href}"><strong>${name}</strong> ${hint}</a></li>`;
