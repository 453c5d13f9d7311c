import { html, type Markup, type Words, when } from '../../text/index.js';

/** @param fault what is wrong with the code that was sent: in words, by its code, and the code as it was typed */
export const codePage = (
  { say }: Words,
  guards: Markup,
  fault: { readonly words: string; readonly code: string; readonly typed: string } | null,
): Markup => html`
<h1 class="utrecht-heading-1">${say('code.title')}</h1>
<p class="utrecht-paragraph">${say('code.intro')}</p>
<form method="post" action="/code" class="kernhub-stack" novalidate>
${guards}
<div class="utrecht-form-field utrecht-form-field--text${fault === null ? '' : ' utrecht-form-field--invalid'}">
<label class="utrecht-form-label" for="code">${say('code.label')}</label>
<p class="utrecht-form-field-description" id="code-hint">${say('code.hint')}</p>
${when(
  fault !== null,
  () =>
    html`<p class="utrecht-form-field-error-message" id="code-fault" role="alert" data-code="${fault?.code ?? ''}">${fault?.words ?? ''}</p>`,
)}
<input class="utrecht-textbox utrecht-textbox--html-input" id="code" name="code" type="text" dir="ltr" maxlength="40" value="${fault?.typed ?? ''}"
 autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required
 aria-describedby="code-hint${fault === null ? '' : ' code-fault'}"${when(fault !== null, () => html` aria-invalid="true"`)}>
</div>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say('code.submit')}</button></p>
</form>`;
