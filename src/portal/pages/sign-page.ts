import type { Question } from '../../consent/index.js';
import type { DecidedFlow, SignatureChallenge } from '../../contract/index.js';
import type { NamedChild } from '../../people/index.js';
import { html, type Markup, type Words, when } from '../../text/index.js';
import type { Chosen } from '../domain/choice.js';
import { filled, script } from './passkey-pages.js';
import type { PurposeWords } from './purpose-words.js';

interface SignView {
  readonly child: NamedChild;
  readonly question: Question;
  /** The form as it was sent, to be sent again. */
  readonly answer: Chosen & {
    readonly choice: 'given' | 'refused';
    readonly notice: string;
    readonly language: string;
    readonly version: string;
  };
  readonly flows: readonly DecidedFlow[];
  readonly challenge: SignatureChallenge;
  readonly guards: Markup;
}

/** What is signed stands in words above the button; then the device asks for finger, face or code. */
export const signPage = (words: Words, purposeWords: PurposeWords, view: SignView): Markup => {
  const { say } = words;
  const { child, question, answer, challenge, guards } = view;
  const path = `/children/${child.id}/questions/${question.request.id}`;
  return html`
<p class="kernhub-soft">${purposeWords.title(question.purpose)}</p>
<h1 class="utrecht-heading-1">${say('passkeys.signTitle')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('passkeys.signAnswer', { answer: say(answer.choice === 'given' ? 'question.yes' : 'question.no') })}</p>
${when(view.flows.length > 0, () => chosenFlows(words, purposeWords, view))}
<form method="post" action="${path}" class="kernhub-stack" data-passkey="get" data-options="${JSON.stringify(challenge.options)}">
${guards}
${hidden({ notice: answer.notice, language: answer.language, version: answer.version, choice: answer.choice })}
${(['fields', 'sources', 'recipients'] as const).flatMap((name) => answer[name].flatMap((value) => hidden({ [name]: value })))}
${hidden({ decision: challenge.decision, askedAt: challenge.askedAt })}
${filled(['credential', 'clientDataJSON', 'authenticatorData', 'signature'])}
<p class="utrecht-paragraph">${say('passkeys.makeHow')}</p>
${script(say('passkeys.failed'), say('passkeys.withoutScript'))}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="button" id="passkey-start" hidden>${say('passkeys.signNow')}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit">${say('passkeys.signWithout')}</button>
</div>
</form>
<p><a class="utrecht-link" href="${path}">${say('passkeys.keep')}</a></p>`;
};

function chosenFlows(words: Words, purposeWords: PurposeWords, { question, flows }: SignView): Markup {
  const { say } = words;
  const labels = purposeWords.labels(question.purpose);
  const partners = new Map(
    question.flows
      .flatMap(({ sources, recipients }) => [...sources, ...recipients])
      .map(({ id, name }) => [id, name] as const),
  );
  const names = (ids: DecidedFlow['sources']) => words.list(ids.map((id) => partners.get(id) ?? id));
  return html`<ul class="utrecht-unordered-list">${flows.map(
    ({
      sources,
      recipients,
      fields,
    }) => html`<li>${say('question.flow', { sources: names(sources), recipients: names(recipients) })}
<ul class="utrecht-unordered-list">${fields.map((name) => html`<li>${labels.fields[name]?.label ?? name}</li>`)}</ul></li>`,
  )}</ul>`;
}

const hidden = (values: Readonly<Record<string, string>>): readonly Markup[] =>
  Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
