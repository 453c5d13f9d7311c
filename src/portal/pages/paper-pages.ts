import type { RecordingDetails } from '../../consent/index.js';
import { html, type Markup, type Words, when } from '../../text/index.js';
import type { PurposeWords } from './purpose-words.js';

/** What is wrong with the code that was sent: in words, and by its code. */
export interface CodeFault {
  readonly words: string;
  readonly code: string;
}

/** Where the code on paper is typed: to see, or after signing in to confirm. */
export const paperCodePage = (
  { say }: Words,
  to: 'see' | 'confirm',
  guards: Markup,
  fault: CodeFault | null,
): Markup => html`
<h1 class="utrecht-heading-1">${say(to === 'see' ? 'paper.title' : 'paper.confirmPage')}</h1>
<p class="utrecht-paragraph">${say(to === 'see' ? 'paper.intro' : 'paper.confirmHelp')}</p>
<form method="post" action="${to === 'see' ? '/paper' : '/paper/confirmation'}" class="kernhub-stack" novalidate>
${guards}
<div class="utrecht-form-field utrecht-form-field--text${fault === null ? '' : ' utrecht-form-field--invalid'}">
<label class="utrecht-form-label" for="code">${say('paper.label')}</label>
<p class="utrecht-form-field-description" id="code-hint">${say('paper.hint')}</p>
${when(
  fault !== null,
  () =>
    html`<p class="utrecht-form-field-error-message" id="code-fault" role="alert" data-code="${fault?.code ?? ''}">${fault?.words ?? ''}</p>`,
)}
<input class="utrecht-textbox utrecht-textbox--html-input" id="code" name="code" type="text" dir="ltr" maxlength="40"
 autocomplete="off" autocapitalize="characters" spellcheck="false" required
 aria-describedby="code-hint${fault === null ? '' : ' code-fault'}"${when(fault !== null, () => html` aria-invalid="true"`)}>
</div>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say(to === 'see' ? 'paper.submit' : 'paper.confirmSubmit')}</button></p>
</form>`;

/** What was written down; never what holds now. Stopping is one button away, without a login. */
export const recordedPage = (
  { say, day }: Words,
  { recording, recordedBy, purpose }: RecordingDetails,
  code: string,
  guards: Markup,
  purposeWords: PurposeWords,
): Markup => {
  const fields = [...new Set(recording.flows.flatMap((flow) => flow.fields))];
  const signed = recording.signedOn;
  return html`
<h1 class="utrecht-heading-1">${say('paper.shownTitle')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('paper.said', { purpose: purposeWords.title(purpose) })}</p>
<p class="utrecht-paragraph">${say('paper.by', { partner: recordedBy, day: day(recording.recordedAt) })}
${recording.channel === 'paper' && signed !== null ? say('paper.paper', { day: day(new Date(`${signed}T12:00:00Z`)) }) : say('paper.assisted')}</p>
<h2 class="utrecht-heading-2">${say('paper.fields')}</h2>
<ul class="utrecht-unordered-list">${fields.map(
    (field) => html`<li>${purposeWords.labels(purpose).fields[field]?.label ?? field}</li>`,
  )}</ul>
<p class="utrecht-paragraph">${say('paper.nowhere')}</p>
<section class="kernhub-card kernhub-stack" aria-labelledby="right">
<h2 class="utrecht-heading-2" id="right">${say('paper.confirmTitle')}</h2>
<p>${say('paper.confirmIntro')}</p>
<p><a class="utrecht-button utrecht-button--secondary-action" href="/paper/confirmation">${say('paper.confirmLink')}</a></p>
</section>
<section class="kernhub-card kernhub-stack" aria-labelledby="stop">
<h2 class="utrecht-heading-2" id="stop">${say('paper.undoTitle')}</h2>
<p>${say('paper.undoEffect')}</p>
<form method="post" action="/paper/undoing">
${guards}
<input type="hidden" name="code" value="${code}">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${say('paper.undo')}</button>
</form>
</section>`;
};

export const undonePage = ({ say }: Words): Markup => html`
<div class="utrecht-alert utrecht-alert--ok" role="status"><div class="utrecht-alert__content"><div class="utrecht-alert__message">
<h1 class="utrecht-heading-1">${say('paper.undone')}</h1>
</div></div></div>
<p class="utrecht-paragraph">${say('paper.nowhere')}</p>
<p><a class="utrecht-link" href="/login?returnTo=%2Fchildren">${say('start.signIn')}</a></p>`;
