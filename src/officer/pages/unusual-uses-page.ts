import { type UnusualUse, unusualRules } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { badge, select, term } from './parts.js';

interface Listed {
  readonly items: readonly UnusualUse[];
  readonly next: string | null;
  readonly filter: {
    readonly state: 'waiting' | 'disposed';
    readonly rule?: string;
    readonly partner?: string;
  };
  readonly partners: ReadonlyMap<string, string>;
}

const path = '/officer/unusual';

/** What rules noticed, each with its reason in words. */
export function unusualUsesPage(visit: Visit, { items, next, filter, partners }: Listed): Markup {
  const { own } = visit;
  const say = own.unusual;
  const { state } = filter;
  const addressOf = (change: object): string =>
    `${path}?${new URLSearchParams({ ...filter, ...change }).toString()}`;
  const way = (of: 'waiting' | 'disposed'): Markup =>
    html`<a class="utrecht-link" href="${addressOf({ state: of })}"${of === state ? html` aria-current="page"` : nothing}>${say[of]}</a>`;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
<p class="kernhub-actions">${way('waiting')} ${way('disposed')}</p>
<form method="get" action="${path}" class="kernhub-fields">
<input type="hidden" name="state" value="${state}">
${select('rule', say.rule, [['', own.any], ...unusualRules.map((rule) => [rule, say.rules[rule]] as const)], filter.rule)}
${select('partner', own.partner, [['', own.any], ...partners], filter.partner)}
<p><button class="utrecht-button utrecht-button--secondary-action" type="submit">${say.show}</button></p>
</form>
${items.length === 0 ? html`<p class="utrecht-paragraph">${state === 'waiting' ? say.noneWaiting : say.noneDisposed}</p>` : html`<ol class="kernhub-cards">${items.map((item) => card(visit, item, partners))}</ol>`}
${when(next !== null, () => html`<p><a class="utrecht-link" href="${addressOf({ cursor: next ?? '' })}">${say.older}</a></p>`)}`;
}

function card(visit: Visit, use: UnusualUse, partners: ReadonlyMap<string, string>): Markup {
  const { words } = visit;
  const say = visit.own.unusual;
  return html`<li class="kernhub-card kernhub-stack" id="${use.id}">
<h2 class="utrecht-heading-3">${say.rules[use.rule]}</h2>
${reasonPart(visit, use)}
<dl class="kernhub-terms">
${usePart(visit, use, partners)}
</dl>
${lastWord(visit, use)}
<p><a class="utrecht-link" href="${path}/${use.id}">${say.opened(words.day(parseCivilDate(use.day)))}</a></p>
</li>`;
}

/** Why the rule noticed it, with its numbers. */
export function reasonPart({ own, words }: Visit, { rule, hours, ...numbers }: UnusualUse): Markup {
  const say = own.unusual;
  const weekday = new Intl.DateTimeFormat(words.language, { weekday: 'long', timeZone: 'UTC' });
  // 4 January 2026 is a Sunday.
  const named = hours?.weekdays.map((day) => weekday.format(new Date(Date.UTC(2026, 0, 4 + day)))) ?? [];
  return html`<p>${say.reasons[rule](numbers)}${when(
    hours !== null,
    () =>
      html` ${named.length === 0 ? say.noHours : say.hours(hours?.from ?? '', hours?.to ?? '', words.list(named))}`,
  )}</p>`;
}

export function usePart(
  { own, words, moment }: Visit,
  use: UnusualUse,
  partners: ReadonlyMap<string, string>,
): Markup {
  const say = own.unusual;
  return html`${term(own.partner, html`<bdi>${partners.get(use.partner) ?? use.partner}</bdi>`)}
${term(say.professional, html`<code class="kernhub-id">${use.professional}</code>`)}
${term(say.day, words.day(parseCivilDate(use.day)))}
${term(say.found, html`<time datetime="${use.foundAt}">${moment(use.foundAt)}</time>`)}
${when(use.grownAt !== use.foundAt, () => term(say.grown, html`<time datetime="${use.grownAt}">${moment(use.grownAt)}</time>`))}`;
}

/** What was said of it last, and why it waits all the same. */
export function lastWord({ own, moment }: Visit, { disposition, state }: UnusualUse): Markup {
  const say = own.unusual;
  return disposition === null
    ? nothing
    : html`<p>${say.last}: ${badge(say.dispositions[disposition.disposition], false)} <span class="kernhub-soft">${moment(disposition.disposedAt)}</span></p>
${when(state === 'waiting', () => html`<p>${say.again}</p>`)}`;
}
