import type { ComingOfAge, Question } from '../../consent/index.js';
import type { ListedChild, NamedChild } from '../../people/index.js';
import { html, type Markup, nothing, type Words, when } from '../../text/index.js';
import { type Decided, decidedAmong } from '../visit.js';
import { isGiven } from './decision-pages.js';
import type { PurposeWords } from './purpose-words.js';
import { handOf, recordedNote } from './recorded-words.js';

/** Each child: what waits, what is shared now, and what a yes still waits for. */
export const childrenPage = (
  words: Words,
  children: readonly ListedChild[],
  wordsOf: (as: NamedChild['as']) => ChildWords,
): Markup => {
  const { say } = words;
  if (children.length === 0) {
    return html`
<h1 class="utrecht-heading-1">${say('children.title')}</h1>
<p class="utrecht-paragraph">${say('children.none')} ${say('children.noneHow')}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="/code">${say('children.enterCode')}</a></p>`;
  }
  return html`
<h1 class="utrecht-heading-1">${say('children.title')}</h1>
<ul class="kernhub-cards">${children.map((child) => childCard(wordsOf(child.as), child))}</ul>
<p><a class="utrecht-link" href="/code">${say('children.addAnother')}</a></p>
<p><a class="utrecht-link" href="/settings">${say('mailSettings.title')}</a></p>`;
};

/** In the words for how the reader stands to that child. */
export interface ChildWords {
  readonly words: Words;
  readonly purposeWords: PurposeWords;
}

const childCard = ({ words, purposeWords }: ChildWords, child: ListedChild): Markup => {
  const { say } = words;
  const { id, firstName, waiting, shared, incomplete } = child;
  const told = (what: string, purposes: readonly string[]): Markup =>
    when(
      purposes.length > 0,
      () =>
        html`<dt>${what}</dt>${purposes.map((purpose) => html`<dd>${purposeWords.titleOf(purpose)}</dd>`)}`,
    );
  return html`<li class="kernhub-card kernhub-stack${waiting > 0 ? ' kernhub-card--waiting' : ''}">
<h2 class="utrecht-heading-2"><bdi>${firstName}</bdi></h2>
<p>${
    waiting > 0
      ? html`<span class="kernhub-badge kernhub-badge--warm">${say('children.waiting', { count: waiting })}</span>`
      : say('children.nothingWaits')
  }</p>
${when(shared.length === 0, () => html`<p>${say('child.sharedNothing')}</p>`)}
${when(
  shared.length + incomplete.length > 0,
  () => html`<dl class="kernhub-timeline">
${told(say('children.shared'), shared)}
${told(say('answered.waitingTitle'), incomplete)}
</dl>`,
)}
<p><a class="utrecht-button utrecht-button--secondary-action" href="/children/${id}">${say('children.open', { name: firstName })}</a></p>
</li>`;
};

/** Before and after: who decides from which day on, and what happens to what was agreed. */
const birthdayNote = ({ say, day }: Words, child: NamedChild, birthday: ComingOfAge): Markup => {
  const values = { name: child.firstName, age: birthday.age, day: day(birthday.on) };
  const kind = birthday.alone ? 'alone' : 'joins';
  const tense = birthday.isPast ? 'Past' : '';
  return html`<section class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-3">${say(birthday.isPast ? 'comingOfAge.pastTitle' : 'comingOfAge.soonTitle', values)}</h2>
<p class="utrecht-paragraph">${say(`comingOfAge.${kind}${tense}`, values)}</p>
<p class="kernhub-soft">${say(`comingOfAge.${kind}How${tense}`, values)}</p>
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
  const open = questions.filter(({ waits }) => waits);
  const given = decidedAmong(questions).filter(isGiven);
  const shared = given.filter(({ state }) => state === 'complete');
  const incomplete = given.filter(({ state }) => state === 'incomplete');
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
  shared.length === 0
    ? html`<p class="utrecht-paragraph">${say('child.sharedNothing')}</p>`
    : html`<p class="utrecht-paragraph">${say('answered.complete')}</p>
${yesCards(words, shared, purposeWords)}`
}
${when(
  incomplete.length > 0,
  () => html`<h2 class="utrecht-heading-2">${say('answered.waitingTitle')}</h2>
<p class="utrecht-paragraph">${say('answered.waiting')}</p>
${yesCards(words, incomplete, purposeWords)}`,
)}
<h2 class="utrecht-heading-2">${say('child.more')}</h2>
<ul class="kernhub-links">
${way(`${base}/decisions`, say('child.decisions'), say('child.decisionsHint'))}
${way(`${base}/accesses`, say('child.accesses'), say('child.accessesHint'))}
${way(`${base}/receipts`, say('child.receipts'), say('child.receiptsHint'))}
${way(`${base}/passkeys`, say('passkeys.title'), say('passkeys.hint'))}
${way('/rights', say('rights.title'), say('rights.hint'))}
</ul>`;
};

/** The person's own yes to each, and by whose hand it came in. */
const yesCards = (words: Words, given: readonly Decided[], purposeWords: PurposeWords): Markup =>
  html`<ul class="kernhub-cards">${given.map(
    ({ purpose, own }) => html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3">${purposeWords.title(purpose)}</h3>
${recordedNote(words, handOf(own))}
</li>`,
  )}</ul>`;

const way = (href: string, name: string, hint: string): Markup =>
  html`<li><a href="${href}"><strong>${name}</strong> ${hint}</a></li>`;
