import type { ReceiptEvent, ReceiptSummary } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { ListedChild } from '../../people/index.js';
import { html, type Markup, type TextKey, type Words, when } from '../../text/index.js';
import type { PurposeWords } from './purpose-words.js';
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
  child: ListedChild,
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
    : html`<ol class="kernhub-cards">${items.map(({ id, event, purpose, on }) => {
        const [what, about, when] = [
          say(events[event]),
          purposeWords.titleOf(purpose),
          day(parseCivilDate(on)),
        ];
        return html`<li class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-3">${what}: ${about}</h2>
<p class="kernhub-soft">${when}</p>
<p><a class="utrecht-link" download href="/v1/me/children/${child.id}/receipts/${id}" aria-label="${say('receipts.downloadLabel', { event: what, purpose: about, day: when })}">${say('receipts.download')}</a></p>
</li>`;
      })}</ol>`
}
${when(next !== null, () => html`<p><a class="utrecht-link" href="/children/${child.id}/receipts?cursor=${next ?? ''}">${say('receipts.older')}</a></p>`)}
<p class="kernhub-soft"><a class="utrecht-link" href="/check">${say('check.title')}</a>. ${say('receipts.check')}</p>`;
};
