import type { Purpose } from '../../contract/index.js';
import type { Access, AccessFilter } from '../../exchange/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { NamedChild } from '../../people/index.js';
import {
  authoritative,
  html,
  type Markup,
  nothing,
  type TextKey,
  type Words,
  when,
} from '../../text/index.js';
import type { NamedPartner } from '../needs.js';
import type { PurposeWords } from './purpose-words.js';
import { type Listed, wayBack } from './way-back.js';

const bases: Readonly<Record<string, TextKey>> = {
  consent: 'accesses.consent',
  'legal-obligation': 'accesses.legalObligation',
  'public-task': 'accesses.publicTask',
  'vital-interests': 'accesses.vitalInterests',
};

export const outcomes = ['released', 'asked', 'refused', 'emergency', 'enrolled'] as const;

interface Timeline extends Listed<Access> {
  readonly first: boolean;
  readonly filter: AccessFilter;
  readonly team: readonly NamedPartner[];
  readonly purposes: readonly Purpose[];
}

/** A timeline: when, who, what for, what, and why that was allowed; refused and emergency ones too. */
export const accessesPage = (
  words: Words,
  child: NamedChild,
  timeline: Timeline,
  purposeWords: PurposeWords,
): Markup => {
  const { say } = words;
  const { items, next, first, filter } = timeline;
  const at = (more: Readonly<Record<string, string>>): string => accessesPath(child, { ...filter, ...more });
  const file = (format: string): string =>
    `/children/${child.id}/accesses/file${queryOf({ ...filter, format })}`;
  return html`
${wayBack(words, child)}
<h1 class="utrecht-heading-1">${say('accesses.title')}</h1>
<p class="utrecht-paragraph">${say('accesses.intro', { name: child.firstName })}</p>
${filterForm(words, child, timeline, purposeWords)}
${
  items.length === 0
    ? html`<p class="utrecht-paragraph">${say(Object.keys(filter).length > 0 || !first ? 'accesses.noneFound' : 'accesses.none')}</p>`
    : html`${daysOf(items).map(([on, those]) => dayPart(words, on, those, purposeWords))}`
}
<p class="kernhub-actions">
${when(next !== null, () => html`<a class="utrecht-link" href="${at({ cursor: next ?? '' })}">${say('accesses.older')}</a>`)}
${when(!first, () => html`<a class="utrecht-link" href="${at({})}">${say('accesses.newest')}</a>`)}
</p>
<p class="utrecht-paragraph"><a class="utrecht-link" href="/children/${child.id}/looks">${say('looks.link')}</a></p>
<h2 class="utrecht-heading-2">${say('accesses.downloadTitle')}</h2>
<p class="utrecht-paragraph">${say('accesses.downloadHint')}</p>
<p class="kernhub-actions">
<a class="utrecht-link" download href="${file('csv')}">${say('accesses.downloadCsv')}</a>
<a class="utrecht-link" download href="${file('json')}">${say('accesses.downloadJson')}</a>
</p>`;
};

/** The list as it is looked at: what is searched for stands in the address, and so does the place in the list. */
export const accessesPath = (
  { id }: Pick<NamedChild, 'id'>,
  looked: AccessFilter & Readonly<Record<string, string>>,
): string => `/children/${id}/accesses${queryOf(looked)}`;

function queryOf(values: AccessFilter & Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values)).toString();
  return query === '' ? '' : `?${query}`;
}

/** Sends what is chosen in the address, so that it works without scripts and the way back leads to it. */
function filterForm(
  { say }: Words,
  child: NamedChild,
  { filter, team, purposes }: Timeline,
  purposeWords: PurposeWords,
): Markup {
  const chosen = Object.keys(filter).length > 0;
  const base = `/children/${child.id}/accesses`;
  const partners = team.map(({ id, name }) => [id, name] as const);
  const about = purposes.map((purpose) => [purpose.id, purposeWords.title(purpose)] as const);
  const ends = outcomes.map((outcome) => [outcome, say(`accesses.${outcome}`)] as const);
  return html`<details class="kernhub-details kernhub-card"${chosen ? html` open` : nothing}>
<summary>${say('accesses.filterTitle')}</summary>
<form method="get" action="${base}" class="kernhub-fields">
${select('partner', say('accesses.partner'), say('accesses.any'), partners, filter.partner)}
${select('purpose', say('accesses.purpose'), say('accesses.any'), about, filter.purpose)}
${select('outcome', say('accesses.outcome'), say('accesses.any'), ends, filter.outcome)}
${dateField('from', say('accesses.from'), filter.from)}
${dateField('to', say('accesses.to'), filter.to)}
<p class="kernhub-actions">
<button class="utrecht-button utrecht-button--secondary-action" type="submit">${say('accesses.show')}</button>
${when(chosen, () => html`<a class="utrecht-link" href="${base}">${say('accesses.showAll')}</a>`)}
</p>
</form>
</details>`;
}

const select = (
  name: string,
  label: string,
  any: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string | undefined,
): Markup => html`<div class="utrecht-form-field">
<label class="utrecht-form-label" for="${name}">${label}</label>
<select class="utrecht-select utrecht-select--html-select" id="${name}" name="${name}">
<option value="">${any}</option>
${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`)}
</select>
</div>`;

const dateField = (name: string, label: string, value = ''): Markup => html`<div class="utrecht-form-field">
<label class="utrecht-form-label" for="${name}">${label}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="date" id="${name}" name="${name}" value="${value}">
</div>`;

const isShared = ({ outcome }: Access): boolean => outcome === 'released' || outcome === 'emergency';

function basisOf({ say }: Words, access: Access): string {
  const key = access.basis === null || !isShared(access) ? undefined : bases[access.basis];
  return key === undefined ? '' : say(key);
}

/** What a privacy officer said of an emergency, in a sentence or two. */
function reviewOf({ say, day }: Words, { review }: Access): string {
  if (review === null) return '';
  const key = review.verdict === 'necessary' ? 'accesses.reviewNecessary' : 'accesses.reviewNotNecessary';
  return say(key, { day: day(review.on) });
}

/** In the order of the list, which is that of time. */
function daysOf(items: readonly Access[]): readonly (readonly [on: string, those: readonly Access[]])[] {
  const days = new Map<string, Access[]>();
  for (const access of items) days.set(access.on, [...(days.get(access.on) ?? []), access]);
  return [...days];
}

const dayPart = (
  words: Words,
  on: string,
  those: readonly Access[],
  purposeWords: PurposeWords,
): Markup => html`<section aria-labelledby="day-${on}">
<h2 class="utrecht-heading-2" id="day-${on}">${words.day(parseCivilDate(on))}</h2>
<ol class="kernhub-cards">${those.map((access) => accessCard(words, access, purposeWords))}</ol>
</section>`;

/** What everyone wants to know first; the fields, the reason and the function open below it. */
function accessCard(words: Words, access: Access, purposeWords: PurposeWords): Markup {
  const { say } = words;
  const { purpose, outcome, fields } = access;
  const isWarm = outcome === 'emergency' || outcome === 'refused';
  return html`<li class="kernhub-card kernhub-card--dense">
<h3 class="utrecht-heading-3"><bdi>${access.partner}</bdi></h3>
<p><span class="kernhub-badge${isWarm ? ' kernhub-badge--warm' : ''}">${say(`accesses.${outcome}`)}</span></p>
${when(purpose !== null, () => html`<p>${purposeWords.titleOf(purpose ?? '')}</p>`)}
${when(access.review !== null, () => html`<p>${reviewOf(words, access)}</p>`)}
${when(
  fields.length > 0 || access.function !== null,
  () => html`<details class="kernhub-details"><summary>${say('accesses.details')}</summary>
<dl class="kernhub-timeline">
${when(
  fields.length > 0,
  () => html`<dt>${say('accesses.fields')}</dt>
<dd><ul class="utrecht-unordered-list">${fields.map(
    (field) => html`<li>${purposeWords.field(purpose ?? '', field)}</li>`,
  )}</ul></dd>`,
)}
${term(say('accesses.basis'), basisOf(words, access))}
${when(access.function !== null, () => html`<dt>${say('accesses.function')}</dt><dd><span lang="${authoritative}" dir="auto">${access.function ?? ''}</span></dd>`)}
</dl></details>`,
)}
</li>`;
}

const term = (name: string, value: string): Markup =>
  when(value !== '', () => html`<dt>${name}</dt><dd>${value}</dd>`);

/** The timeline as a table, in the reader's words; days as a spreadsheet sorts them (ISO 8601). */
export const accessRows = (
  words: Words,
  accesses: readonly Access[],
  purposeWords: PurposeWords,
): readonly (readonly string[])[] => {
  const { say } = words;
  const columns = ['day', 'partner', 'function', 'purpose', 'fields', 'basis', 'outcome', 'review'] as const;
  return [
    columns.map((column) => say(`accesses.${column}`)),
    ...accesses.map((access) => {
      const { on, partner, function: as, purpose, fields, outcome } = access;
      const about = purpose ?? '';
      const named = fields.map((field) => purposeWords.field(about, field)).join('; ');
      return [
        ...[on, partner, as ?? '', purpose === null ? '' : purposeWords.titleOf(purpose), named],
        ...[basisOf(words, access), say(`accesses.${outcome}`), reviewOf(words, access)],
      ];
    }),
  ];
};
