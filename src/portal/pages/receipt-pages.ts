import type { ReceiptEvent, ReceiptSummary } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { NamedChild } from '../../people/index.js';
import type { Receipt } from '../../receipts/index.js';
import { html, type Markup, nothing, type TextKey, type Words, when } from '../../text/index.js';
import type { PurposeWords } from './purpose-words.js';
import { qrCode } from './qr-code.js';
import { recordedNote, recordedWords } from './recorded-words.js';
import { type Listed, wayBack } from './way-back.js';

const events: Readonly<Record<ReceiptEvent, TextKey>> = {
  'consent.given': 'receipts.given',
  'consent.refused': 'receipts.refused',
  'consent.withdrawn': 'receipts.withdrawn',
  'exchange.released': 'receipts.released',
  'exchange.refused': 'receipts.denied',
  'emergency.permitted': 'receipts.emergency',
};

export const receiptsPage = (
  words: Words,
  child: NamedChild,
  { items, next }: Listed<ReceiptSummary>,
  purposeWords: PurposeWords,
): Markup => {
  const { say, day } = words;
  return html`
${wayBack(words, child)}
<h1 class="utrecht-heading-1">${say('receipts.title')}</h1>
<p class="utrecht-paragraph">${say('receipts.intro')}</p>
${
  items.length === 0
    ? html`<p class="utrecht-paragraph">${say('receipts.none')}</p>`
    : html`<ol class="kernhub-cards">${items.map(({ id, event, purpose, version, on, recorded }) => {
        const [what, about, when] = [
          say(events[event]),
          purposeWords.titleOf(purpose, version),
          day(parseCivilDate(on)),
        ];
        return html`<li class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-3">${what}: ${about}</h2>
<p class="kernhub-soft">${when}</p>
${recordedNote(words, recorded)}
<p class="kernhub-actions"><a class="utrecht-link" href="/children/${child.id}/receipts/${id}" aria-label="${say('receipts.openLabel', { event: what, purpose: about, day: when })}">${say('receipts.open')}</a>
<a class="utrecht-link" download href="/v1/me/children/${child.id}/receipts/${id}" aria-label="${say('receipts.downloadLabel', { event: what, purpose: about, day: when })}">${say('receipts.download')}</a></p>
</li>`;
      })}</ol>`
}
${when(next !== null, () => html`<p><a class="utrecht-link" href="/children/${child.id}/receipts?cursor=${next ?? ''}">${say('receipts.older')}</a></p>`)}
<p class="kernhub-soft"><a class="utrecht-link" href="/check">${say('check.title')}</a>. ${say('receipts.check')}</p>`;
};

/**
 * One proof to read and to print. The QR code leads to the page that checks a file, and holds in its fragment, which no
 * browser sends, the line of the log and its leaf hash (decision 28): the file itself is too large for one, and changes
 * with each download, while the leaf stays.
 */
export const receiptPage = (
  words: Words,
  child: NamedChild,
  receipt: Receipt,
  purposeWords: PurposeWords,
  publicUrl: string,
): Markup => {
  const { say, day } = words;
  const { record, purpose, processing, ledger } = receipt;
  const { index, leaf } = ledger.inclusion;
  const names = (partners: readonly { readonly name: string }[]): string =>
    words.list(partners.map(({ name }) => name));
  return html`
<p class="kernhub-screen"><a class="utrecht-link" href="/children/${child.id}/receipts">${say('receipts.title')}</a></p>
<h1 class="utrecht-heading-1">${say('receipts.paperTitle')}: ${say(events[record.event])}</h1>
<dl class="kernhub-timeline">
${term(say('receipts.purpose'), purposeWords.titleOf(purpose.id, purpose.version))}
${term(say('receipts.day'), day(parseCivilDate(record.on)))}
${recordedTerm(words, record.recorded)}
${processing.map(
  ({
    sources,
    recipients,
    fields,
  }) => html`<dt>${say('question.flow', { sources: names(sources), recipients: names(recipients) })}</dt>
<dd><ul class="utrecht-unordered-list">${fields.map(
    ({ name }) => html`<li>${purposeWords.field(purpose.id, name, purpose.version)}</li>`,
  )}</ul></dd>`,
)}
${term(say('receipts.number'), receipt.id)}
${term(say('receipts.line'), String(index))}
${term(say('receipts.mark'), leaf)}
</dl>
<div class="kernhub-paper">
${qrCode(`${publicUrl}/check#${new URLSearchParams({ index: String(index), leaf }).toString()}`, say('receipts.qr'))}
<p>${say('receipts.qrText')}</p>
</div>
<p class="kernhub-actions kernhub-screen"><a class="utrecht-button utrecht-button--secondary-action" download href="/v1/me/children/${child.id}/receipts/${receipt.id}">${say('receipts.download')}</a></p>
<p class="kernhub-soft kernhub-screen">${say('receipts.paperHow')}</p>`;
};

function recordedTerm(words: Words, recorded: Receipt['record']['recorded']): Markup {
  const said = recordedWords(words, recorded ?? null);
  return said === null ? nothing : term(said.by, said.how);
}

const term = (name: string, value: string): Markup => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`;
