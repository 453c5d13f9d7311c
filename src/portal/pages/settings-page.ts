import { type OwnMailSettings, type Topic, topics } from '../../notify/index.js';
import { html, type Language, languages, type Markup, ownNames, type Words, when } from '../../text/index.js';

export interface SettingsForm {
  readonly guards: Markup;
  readonly settings: OwnMailSettings | null;
  /** What is wrong with the address that was sent, in words. */
  readonly addressFault: string | null;
  /** What is wrong with the code that was sent, in words. */
  readonly codeFault: string | null;
  /** As it was typed, when it is shown again. */
  readonly typed: string | null;
}

/** Mail: where, in which language, about what. Nothing is ticked in advance. */
export const settingsPage = (words: Words, form: SettingsForm): Markup => {
  const { say } = words;
  const { settings, guards, addressFault, typed } = form;
  return html`
<h1 class="utrecht-heading-1">${say('mailSettings.title')}</h1>
<p class="utrecht-paragraph">${say('mailSettings.intro')}</p>
<p class="utrecht-paragraph">${say('mailSettings.privacy')}</p>
<p class="utrecht-paragraph"><strong>${
    settings?.address == null
      ? say('mailSettings.none')
      : say('mailSettings.current', { address: settings.address })
  }</strong></p>
${when(settings?.failing === true, () => html`<p class="utrecht-paragraph" role="status">${say('mailSettings.failing')}</p>`)}
${when(settings?.pending != null, () => codeForm(words, form))}
<form method="post" action="/settings" class="kernhub-stack" novalidate>
${guards}
${textField({
  name: 'address',
  label: say('mailSettings.address'),
  hint: say('mailSettings.addressHint'),
  fault: addressFault,
  value: typed ?? settings?.pending ?? settings?.address ?? '',
  more: html` type="email" maxlength="254" autocomplete="email"`,
})}
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="language">${say('mailSettings.language')}</label>
<select class="utrecht-select utrecht-select--html-select" id="language" name="language">
${languages.map((one) => languageOption(one, one === (settings?.language ?? words.language)))}
</select>
</div>
<fieldset class="kernhub-choices">
<legend>${say('mailSettings.topics')}</legend>
${topics.map((topic) => tick('topics', topic, say(`mailSettings.${topic}`), isChosen(settings, topic)))}
</fieldset>
<fieldset class="kernhub-choices">
<legend>${say('mailSettings.content')}</legend>
${tick('withName', 'yes', say('mailSettings.withName'), settings?.withName === true)}
</fieldset>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say('mailSettings.save')}</button></p>
</form>`;
};

const isChosen = (settings: OwnMailSettings | null, topic: Topic): boolean =>
  settings?.topics.includes(topic) === true;

const codeForm = ({ say }: Words, { guards, settings, codeFault }: SettingsForm): Markup => html`
<form method="post" action="/settings/confirmation" class="kernhub-card kernhub-stack" novalidate>
${guards}
<p class="utrecht-paragraph">${say('mailSettings.pending', { address: settings?.pending ?? '' })}</p>
${textField({
  name: 'digits',
  label: say('mailSettings.code'),
  hint: say('mailSettings.codeHint'),
  fault: codeFault,
  value: '',
  more: html` type="text" inputmode="numeric" maxlength="20" autocomplete="one-time-code"`,
})}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say('mailSettings.confirm')}</button></p>
</form>`;

const languageOption = (language: Language, chosen: boolean): Markup =>
  html`<option value="${language}" lang="${language}"${when(chosen, () => html` selected`)}>${ownNames[language]}</option>`;

const tick = (name: string, value: string, label: string, checked: boolean): Markup =>
  html`<label class="kernhub-choice"><input type="checkbox" name="${name}" value="${value}"${when(checked, () => html` checked`)}><span>${label}</span></label>`;

const textField = (field: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly fault: string | null;
  readonly value: string;
  readonly more: Markup;
}): Markup => {
  const { name, fault } = field;
  return html`<div class="utrecht-form-field utrecht-form-field--text${fault === null ? '' : ' utrecht-form-field--invalid'}">
<label class="utrecht-form-label" for="${name}">${field.label}</label>
<p class="utrecht-form-field-description" id="${name}-hint">${field.hint}</p>
${when(
  fault !== null,
  () => html`<p class="utrecht-form-field-error-message" id="${name}-fault" role="alert">${fault ?? ''}</p>`,
)}
<input class="utrecht-textbox utrecht-textbox--html-input" id="${name}" name="${name}" dir="ltr" value="${field.value}" spellcheck="false"${field.more}
 aria-describedby="${name}-hint${fault === null ? '' : ` ${name}-fault`}"${when(fault !== null, () => html` aria-invalid="true"`)}>
</div>`;
};
