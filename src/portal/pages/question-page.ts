import type { Question } from '../../consent/index.js';
import type { NamedChild } from '../../people/index.js';
import { neverSharedIn } from '../../purposes/index.js';
import {
  authoritative,
  directionOf,
  html,
  type Markup,
  nothing,
  noticeMarkup,
  type Words,
  when,
} from '../../text/index.js';
import type { Chosen } from '../domain/choice.js';
import type { PurposeWords } from './purpose-words.js';

interface QuestionView {
  readonly child: NamedChild;
  readonly question: Question;
  readonly guards: Markup;
  /** What was chosen in a form that could not be taken, to be shown again. */
  readonly chosen: Chosen;
  readonly fault: string | null;
  /** Whether it is the signature that is at fault. */
  readonly aboutSigning?: boolean;
  /** Whether this person has a passkey to sign with; null where that cannot be. */
  readonly canSign: boolean | null;
}

/** Who asks, why, what goes from whom to whom, for how long, and what happens after no; then the two answers. */
export const questionPage = (words: Words, purposeWords: PurposeWords, view: QuestionView): Markup => {
  const { say } = words;
  const { child, question, fault, guards } = view;
  const { purpose, askedBy } = question;
  const labels = purposeWords.labels(purpose);
  const label = (name: string): string => labels.fields[name]?.label ?? name;
  return html`
${when(fault !== null, () => faultSummary(words, fault ?? '', view))}
<p class="kernhub-soft">${say('question.title', { name: child.firstName })}</p>
<h1 class="utrecht-heading-1">${labels.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${labels.description}</p>
<p class="utrecht-paragraph">${say('question.why', { partner: askedBy.name })}</p>
<blockquote class="kernhub-quote" dir="auto" lang="${authoritative}">${question.explanation}</blockquote>
<h2 class="utrecht-heading-2">${say('question.flowsTitle')}</h2>
<ul class="kernhub-flows">${ways(question).map(
    ({ sources, recipients, fields }) =>
      html`<li>${say('question.flow', { sources: words.list(names(sources)), recipients: words.list(names(recipients)) })}
<ul class="utrecht-unordered-list">${fields.map(
        ({ name, optional }) =>
          html`<li>${optional ? say('question.maySkip', { field: label(name) }) : label(name)}</li>`,
      )}</ul></li>`,
  )}</ul>
<div class="kernhub-facts">
${fact(say('question.never'), neverShared(words, question))}
${fact(say('question.howLong'), paragraph(purposeWords.howLong(purpose)))}
${fact(say('question.ifNo'), paragraph(say('question.ifNoText')))}
</div>
<details class="kernhub-details" id="notice"><summary>${say('question.noticeTitle')}</summary>
${when(question.notice.language !== words.language, () => html`<p class="kernhub-soft">${say('question.noticeDutch')}</p>`)}
<div lang="${question.notice.language}" dir="${directionOf(question.notice.language)}">${noticeMarkup(question.notice.text)}</div>
</details>
<form method="post" action="/children/${child.id}/questions/${question.request.id}" class="kernhub-stack">
${guards}
<input type="hidden" name="notice" value="${question.notice.hash}">
<input type="hidden" name="language" value="${question.notice.language}">
<input type="hidden" name="version" value="${purpose.version}">
${fieldChoices(words, purposeWords, view)}
${partnerChoices(words, 'sources', view)}
${partnerChoices(words, 'recipients', view)}
<h2 class="utrecht-heading-2">${say('question.chooseTitle')}</h2>
<p class="utrecht-paragraph">${say('question.chooseHint')}</p>
${when(view.canSign === true, () => html`<div id="sign" tabindex="-1">${checkbox('sign', 'yes', html`<span>${say('passkeys.signWish')}</span>`, false)}</div>`)}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--secondary-action" name="choice" value="given" type="submit">${say('question.yes')}</button>
<button class="utrecht-button utrecht-button--secondary-action" name="choice" value="refused" type="submit">${say('question.no')}</button>
</div>
${when(view.canSign === false, () => html`<p class="kernhub-soft"><a class="utrecht-link" href="/children/${child.id}/passkeys">${say('passkeys.signLink')}</a></p>`)}
</form>`;
};

const fact = (title: string, content: Markup): Markup => html`<section class="kernhub-fact">
<h2 class="utrecht-heading-2">${title}</h2>
${content}
</section>`;

const paragraph = (text: string): Markup => html`<p class="utrecht-paragraph">${text}</p>`;

/** What the rule says of all that does not flow; then the words of the very notice that is decided on. */
function neverShared({ say, language: own }: Words, { notice: { language, text } }: Question): Markup {
  const never = neverSharedIn({ language, text });
  const lang = language === own ? nothing : html` lang="${language}" dir="auto"`;
  return html`${paragraph(say('question.onlyAbove'))}
${when(never !== null, () => html`<div${lang}>${noticeMarkup(never ?? '')}</div>`)}`;
}

const names = (partners: readonly { readonly name: string }[]): readonly string[] =>
  partners.map(({ name }) => name);

/** What goes from whom to whom; flows of the same fields from the same senders are one way to several. */
function ways({ purpose, flows }: Question) {
  const found = new Map<
    string,
    Pick<Flow, 'sources'> & { recipients: Flow['recipients']; fields: Field[] }
  >();
  for (const { flow, sources, recipients } of flows) {
    const sent = purpose.flows.find(({ id }) => id === flow)?.fields ?? [];
    const key = JSON.stringify([sources.map(({ id }) => id), sent]);
    const known = found.get(key)?.recipients ?? [];
    const fresh = recipients.filter(({ id }) => known.every((other) => other.id !== id));
    const fields = purpose.fields.filter(({ name }) => sent.includes(name));
    found.set(key, { sources, recipients: [...known, ...fresh], fields });
  }
  return [...found.values()];
}

type Flow = Question['flows'][number];
type Field = Question['purpose']['fields'][number];

/** What is not right yet, with the way to where it can be made right. */
function faultSummary({ say }: Words, fault: string, view: QuestionView): Markup {
  const lacking =
    view.aboutSigning === true
      ? view.canSign === true && 'sign'
      : (['recipients', 'sources'] as const).find(
          (side) => partnersOn(view, side).size > 1 && view.chosen[side].length === 0,
        );
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert">
<div class="utrecht-alert__content"><div class="utrecht-alert__message kernhub-stack">
<p><strong>${say('question.errorTitle')}</strong></p>
<p>${!lacking ? fault : html`<a class="utrecht-link" href="#${lacking}">${fault}</a>`}</p>
${when(view.aboutSigning === true, () => html`<p><a class="utrecht-link" href="/children/${view.child.id}/passkeys">${say('passkeys.title')}</a></p>`)}
</div></div></div>`;
}

function fieldChoices({ say }: Words, purposeWords: PurposeWords, view: QuestionView): Markup {
  const { purpose, flows } = view.question;
  const asked = new Set(
    flows.flatMap(({ flow }) => purpose.flows.find(({ id }) => id === flow)?.fields ?? []),
  );
  const fields = purpose.fields.filter(({ name }) => asked.has(name));
  const labels = purposeWords.labels(purpose);
  const described = ({
    name,
    health,
  }: (typeof fields)[number]): Markup => html`<span>${labels.fields[name]?.label ?? name}
<span class="kernhub-soft kernhub-below">${say('question.example', { example: labels.fields[name]?.example ?? '' })}
</span>${when(health, () => html`<span class="kernhub-soft kernhub-below">${say('question.health')}</span>`)}</span>`;
  const optional = fields.filter((field) => field.optional);
  return html`<div class="kernhub-stack">
<h2 class="utrecht-heading-2">${say('question.fields')}</h2>
<h3 class="utrecht-heading-3">${say('question.always')}</h3>
<ul class="utrecht-unordered-list">${fields.filter((field) => !field.optional).map((field) => html`<li>${described(field)}</li>`)}</ul>
${when(
  optional.length > 0,
  () => html`<fieldset class="kernhub-choices"><legend>${say('question.optional')}</legend>
${optional.map((field) => checkbox('fields', field.name, described(field), view.chosen.fields.includes(field.name)))}
</fieldset>`,
)}
</div>`;
}

/** Names by id. */
const partnersOn = (
  { question }: QuestionView,
  side: 'sources' | 'recipients',
): ReadonlyMap<string, string> =>
  new Map(question.flows.flatMap((flow) => flow[side]).map(({ id, name }) => [id, name] as const));

/** Who is alone needs no tick: yes or no says it. */
function partnerChoices({ say }: Words, side: 'sources' | 'recipients', view: QuestionView): Markup {
  const partners = partnersOn(view, side);
  if (partners.size < 2) return nothing;
  return html`<fieldset class="kernhub-choices" id="${side}" tabindex="-1"><legend>${say(`question.${side}`)}</legend>
${[...partners].map(([id, name]) => checkbox(side, id, html`<span>${name}</span>`, view.chosen[side].includes(id)))}
</fieldset>`;
}

const checkbox = (name: string, value: string, label: Markup, checked: boolean): Markup =>
  html`<label class="kernhub-choice"><input type="checkbox" name="${name}" value="${value}"${when(checked, () => html` checked`)}>${label}</label>`;
