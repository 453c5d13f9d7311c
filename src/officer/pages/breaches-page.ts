/** Cases of personal data breaches with their clock, and the form that opens one. */
import { type BreachAbout, type BreachCase, breachNatures, type Code } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { BreachForm } from '../domain/breach-form.js';
import type { Visit } from '../visit.js';
import { alert, badge, input, select, term } from './parts.js';

interface Listed {
  readonly items: readonly BreachCase[];
  readonly next: string | null;
  readonly partners: ReadonlyMap<string, string>;
  readonly now: Date;
  readonly guards: () => Markup;
  readonly form?: BreachForm;
  readonly faults: readonly string[];
  readonly code?: Code;
}

export function breachesPage(visit: Visit, listed: Listed): Markup {
  const say = visit.own.breach;
  const { items, next } = listed;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${visit.caller.duty === 'privacy-officer' ? openForm(visit, listed) : html`<p class="kernhub-soft">${say.onlyOfficer}</p>`}
${items.length === 0 ? html`<p class="utrecht-paragraph">${say.none}</p>` : html`<ol class="kernhub-cards">${items.map((item) => card(visit, item, listed))}</ol>`}
${when(next !== null, () => html`<p><a class="utrecht-link" href="/officer/breaches?${new URLSearchParams({ cursor: next ?? '' }).toString()}">${say.older}</a></p>`)}`;
}

function card(visit: Visit, item: BreachCase, { partners, now }: Listed): Markup {
  const say = visit.own.breach;
  return html`<li class="kernhub-card kernhub-stack" id="${item.id}">
<h2 class="utrecht-heading-3">${say.natures[item.nature]}</h2>
${casePart(visit, item, partners, now)}
<p><a class="utrecht-link" href="/officer/breaches/${item.id}">${say.look(visit.words.day(new Date(item.openedAt)))}</a></p>
</li>`;
}

/** Its facts, its clock, and what was done. */
export function casePart(
  { own, words, moment }: Visit,
  item: BreachCase,
  partners: ReadonlyMap<string, string>,
  now: Date,
): Markup {
  const say = own.breach;
  const day = (date: string): string => words.day(parseCivilDate(date));
  return html`<p>${badge(say.states[item.state], item.state === 'open')} ${clock(say, item, now)}</p>
<dl class="kernhub-terms">
${concerned(say, item.about, partners)}
${term(say.period, `${day(item.from)} – ${day(item.to)}`)}
${term(say.aware, html`<time datetime="${item.awareAt}">${moment(item.awareAt)}</time>`)}
${term(say.due, html`<time datetime="${item.dueAt}">${moment(item.dueAt)}</time>`)}
${term(say.suspended, item.suspended ? say.yes : say.no)}
${item.steps.map(({ step, takenAt }) => term(say.steps[step], html`<time datetime="${takenAt}">${moment(takenAt)}</time>`))}
</dl>`;
}

type Say = Visit['own']['breach'];

function clock(say: Say, { late, state, dueAt }: BreachCase, now: Date): Markup | string {
  if (late) return badge(say.late, true);
  if (state !== 'open') return '';
  return badge(say.left(Math.floor((Date.parse(dueAt) - now.getTime()) / 3_600_000)), true);
}

function concerned(say: Say, about: BreachAbout, partners: ReadonlyMap<string, string>): Markup {
  if ('partner' in about)
    return term(say.abouts.partner, html`<bdi>${partners.get(about.partner) ?? about.partner}</bdi>`);
  const [name, value] =
    'key' in about ? [say.abouts.key, about.key] : [say.abouts.professional, about.professional];
  return term(name, html`<code class="kernhub-id">${value}</code>`);
}

function openForm({ own }: Visit, { partners, guards, form, faults, code }: Listed): Markup {
  const say = own.breach;
  const required = true;
  return html`<details class="kernhub-details"${when(faults.length > 0, () => html` open`)}><summary>${say.openNew}</summary>
<form method="post" action="/officer/breaches" class="kernhub-stack" novalidate>
${guards()}
${alert(faults, code)}
<fieldset class="utrecht-form-fieldset kernhub-card">
<legend class="utrecht-form-fieldset__legend">${say.concerned}</legend>
<p class="utrecht-form-field-description">${say.concernedHint}</p>
<div class="kernhub-fields">
${select('partner', own.partner, [['', '–'], ...partners], form?.partner)}
${input('key', say.key, { value: form?.key, maxLength: 60 })}
${input('professional', say.professional, { value: form?.professional, maxLength: 60 })}
</div>
</fieldset>
<div class="kernhub-fields">
${select(
  'nature',
  say.nature,
  breachNatures.map((nature) => [nature, say.natures[nature]] as const),
  form?.nature,
)}
${input('from', say.from, { type: 'date', value: form?.from, required })}
${input('to', say.to, { type: 'date', value: form?.to, required })}
${input('awareDay', say.awareDay, { type: 'date', value: form?.awareDay, required })}
${input('awareTime', say.awareTime, { type: 'time', value: form?.awareTime, required })}
</div>
${input('reason', own.reason, { value: form?.reason, hint: own.reasonHint, required })}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.save}</button></p>
</form></details>`;
}
