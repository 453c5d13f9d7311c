import type { ReceiptEvent, ReceiptSummary } from '../../contract/index.js';
import type { Access } from '../../exchange/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { ListedChild } from '../../people/index.js';
import { html, type Markup, type TextKey, type Words, when } from '../../text/index.js';
import type { PurposeWords } from './purpose-words.js';

const bases: Readonly<Record<string, TextKey>> = {
  consent: 'accesses.consent',
  'legal-obligation': 'accesses.legalObligation',
  'public-task': 'accesses.publicTask',
  'vital-interests': 'accesses.vitalInterests',
};

interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const wayBack = ({ say }: Words, child: ListedChild): Markup =>
  html`<p><a class="utrecht-link" href="/children/${child.id}">${say('child.title', { name: child.firstName })}</a></p>`;

/** A timeline: when, who, what for, what, and why that was allowed; refused and emergency ones too. */
export const accessesPage = (
  words: Words,
  child: ListedChild,
  page: Listed<Access> & { readonly first: boolean },
  purposeWords: PurposeWords,
): Markup => {
  const { say } = words;
  const base = `/children/${child.id}/accesses`;
  return html`
${wayBack(words, child)}
<h1 class="utrecht-heading-1">${say('accesses.title')}</h1>
<p class="utrecht-paragraph">${say('accesses.intro', { name: child.firstName })}</p>
${
  page.items.length === 0
    ? html`<p class="utrecht-paragraph">${say('accesses.none')}</p>`
    : html`<ol class="kernhub-cards">${page.items.map((access) => accessCard(words, access, purposeWords))}</ol>`
}
<p class="kernhub-stack">
${when(page.next !== null, () => html`<a class="utrecht-link" href="${base}?cursor=${encodeURIComponent(page.next ?? '')}">${say('accesses.older')}</a>`)}
${when(!page.first, () => html`<a class="utrecht-link" href="${base}">${say('accesses.newest')}</a>`)}
</p>`;
};

function accessCard(words: Words, access: Access, purposeWords: PurposeWords): Markup {
  const { say, day } = words;
  const { purpose, basis } = access;
  const shared = access.outcome === 'released' || access.outcome === 'emergency';
  const basisKey = basis === null || !shared ? undefined : bases[basis];
  return html`<li class="kernhub-card">
<p class="kernhub-soft">${day(parseCivilDate(access.on))}</p>
<h2 class="utrecht-heading-3">${access.partner}</h2>
<p><span class="kernhub-badge${access.outcome === 'emergency' || access.outcome === 'refused' ? ' kernhub-badge--warm' : ''}">${say(`accesses.${access.outcome}`)}</span></p>
<dl class="kernhub-timeline">
${when(purpose !== null, () => term(say('accesses.purpose'), purposeWords.titleOf(purpose ?? '')))}
${when(
  access.fields.length > 0,
  () => html`<dt>${say('accesses.fields')}</dt>
<dd><ul class="utrecht-unordered-list">${access.fields.map(
    (field) => html`<li>${purposeWords.field(purpose ?? '', field)}</li>`,
  )}</ul></dd>`,
)}
${when(basisKey !== undefined, () => term(say('accesses.basis'), say(basisKey ?? 'accesses.consent')))}
${when(access.function !== null, () => term(say('accesses.function'), access.function ?? ''))}
</dl>
</li>`;
}

const term = (name: string, value: string): Markup => html`<dt>${name}</dt><dd>${value}</dd>`;

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
