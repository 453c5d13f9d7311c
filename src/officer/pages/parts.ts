/** Parts that several pages of the console share. */
import type { Code } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';

/** A table that scrolls within itself where the screen is narrow, reachable by keyboard. */
export const table = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | Markup)[])[],
): Markup => html`<div class="kernhub-scroll" role="region" aria-label="${caption}" tabindex="0">
<table class="utrecht-table kernhub-table">
<caption class="kernhub-unseen">${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
</tbody>
</table>
</div>`;

export type Option = readonly [value: string, label: string];

export const select = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen = '',
): Markup => html`<div class="utrecht-form-field">
<label class="utrecht-form-label" for="${name}">${label}</label>
<select class="utrecht-select utrecht-select--html-select" id="${name}" name="${name}">
${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`)}
</select>
</div>`;

interface Input {
  readonly type?: 'text' | 'date' | 'time';
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
}

export const input = (
  name: string,
  label: string,
  { type = 'text', value = '', hint, required = false, maxLength = 500 }: Input = {},
): Markup => html`<div class="utrecht-form-field">
<label class="utrecht-form-label" for="${name}">${label}</label>
${when(hint !== undefined, () => html`<p class="utrecht-form-field-description" id="${name}-hint">${hint ?? ''}</p>`)}
<input class="utrecht-textbox utrecht-textbox--html-input" type="${type}" id="${name}" name="${name}" value="${value}"
 maxlength="${maxLength}" autocomplete="off"${when(hint !== undefined, () => html` aria-describedby="${name}-hint"`)}${when(required, () => html` required`)}>
</div>`;

export const textarea = (name: string, label: string, value = '', maxLength = 2_000): Markup =>
  html`<div class="utrecht-form-field">
<label class="utrecht-form-label" for="${name}">${label}</label>
<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="${name}" name="${name}" rows="3" maxlength="${maxLength}">${value}</textarea>
</div>`;

/** What was wrong with a form, at its top, where a screen reader says it at once. */
export const alert = (sentences: readonly string[], code: Code = 'invalid-request'): Markup =>
  when(
    sentences.length > 0,
    () => html`<div class="utrecht-alert utrecht-alert--error" role="alert" data-code="${code}"><ul class="utrecht-unordered-list">
${sentences.map((sentence) => html`<li>${sentence}</li>`)}
</ul></div>`,
  );

export const term = (name: string, value: string | Markup): Markup => html`<dt>${name}</dt><dd>${value}</dd>`;

/** What cannot wait. @param content paragraphs */
export const alarm = (content: Markup): Markup =>
  html`<div class="utrecht-alert utrecht-alert--error" role="alert">${content}</div>`;

export const badge = (text: string, warm: boolean): Markup =>
  html`<span class="kernhub-badge${warm ? ' kernhub-badge--warm' : ''}">${text}</span>`;
