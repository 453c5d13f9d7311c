/** What became different in the register between two days. */
import type { ActivityDifference, PartnerDifference, RegisterDifferences } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alert, input, table } from './parts.js';

interface Compared {
  readonly from: string;
  readonly to: string;
  readonly faults: readonly string[];
  /** Null where there is nothing to compare. */
  readonly found: RegisterDifferences | null;
}

export function differencesPage(visit: Visit, { from, to, faults, found }: Compared): Markup {
  const say = visit.own.differences;
  return html`
<p><a class="utrecht-link" href="/officer/register">${visit.own.register.title}</a></p>
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
<p class="kernhub-soft">${visit.own.register.print} ${say.asJson}</p>
${alert(faults)}
<form method="get" action="/officer/register/differences" class="kernhub-stack" novalidate>
<div class="kernhub-fields">
${input('from', say.from, { type: 'date', value: from })}
${input('to', say.to, { type: 'date', value: to })}
</div>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.show}</button></p>
</form>
${found === null ? nothing : result(visit, found)}`;
}

function result(visit: Visit, found: RegisterDifferences): Markup {
  const say = visit.own.differences;
  const parts = [
    ...activities(visit, found.activities),
    ...partners(visit, found.partners),
    ...policies(visit, found.policies),
    ...others(visit, found),
  ];
  return html`
${parts.length === 0 ? html`<p class="utrecht-paragraph" role="status">${say.nothing}</p>` : parts}
${when(
  found.offeredNoMore.length > 0,
  () => html`<h2 class="utrecht-heading-2">${say.offeredNoMore}</h2>
<p class="utrecht-paragraph">${say.offeredNoMoreHow}</p>
<ul class="utrecht-unordered-list">${found.offeredNoMore.map((id) => html`<li>${visit.purpose(id)}</li>`)}</ul>`,
)}
${when(found.since !== null, () => html`<p class="kernhub-soft">${say.since(visit.moment(found.since ?? ''))}</p>`)}`;
}

const headed = (title: string, content: Markup): Markup =>
  html`<h2 class="utrecht-heading-2">${title}</h2>${content}`;
/** Each on a line of its own. */
const lines = (items: readonly string[]): Markup => html`${items.map((item) => html`${item}<br>`)}`;

function activities(visit: Visit, found: readonly ActivityDifference[]): readonly Markup[] {
  if (found.length === 0) return [];
  const say = visit.own.differences;
  const columns = [visit.own.purpose, say.change, say.versions, say.flows, say.fields, say.rest];
  const rows = found.map(({ purpose, versions: { from, to }, flows, fields, changed }) => {
    const byFlow = (those: ActivityDifference['fields']['added']): readonly string[] =>
      [...new Set(those.map(({ flow }) => flow))].map((flow) => {
        const names = those
          .filter((one) => one.flow === flow)
          .map(({ field }) => visit.field(purpose, field));
        return `${flow}: ${names.join('; ')}`;
      });
    return [
      visit.purpose(purpose),
      from === null ? say.added : say.changed,
      from === null ? String(to) : `${from} → ${to}`,
      lines([
        ...flows.added.map(say.plus),
        ...flows.removed.map(say.minus),
        ...flows.changed.map(({ flow, what }) => say.other(`${flow}: ${what.join(', ')}`)),
      ]),
      lines([...byFlow(fields.added).map(say.plus), ...byFlow(fields.removed).map(say.minus)]),
      changed.join(', '),
    ];
  });
  return [headed(say.activities, table(say.activities, columns, rows))];
}

function partners({ own }: Visit, found: readonly PartnerDifference[]): readonly Markup[] {
  if (found.length === 0) return [];
  const say = own.differences;
  const state = (one: string | null): string => (one === null ? say.none : (say.states[one] ?? one));
  const rows = found.map(({ name, role, states, agreements }) => [
    html`<bdi>${name}</bdi><br><span class="kernhub-soft">${role}</span>`,
    `${state(states.from)} → ${state(states.to)}`,
    `${agreements.from ?? say.none} → ${agreements.to ?? say.none}`,
  ]);
  return [headed(say.partners, table(say.partners, [own.partner, say.state, say.agreement], rows))];
}

function policies(
  { own }: Visit,
  { digests: { from, to }, rules }: RegisterDifferences['policies'],
): readonly Markup[] {
  if (from === to) return [];
  const say = own.differences;
  if (rules === null) {
    return [
      headed(
        say.policies,
        html`<p class="utrecht-paragraph">${say.policiesUnkept}</p>
<p><code class="kernhub-id">${from ?? say.none}</code> → <code class="kernhub-id">${to ?? say.none}</code></p>`,
      ),
    ];
  }
  const told = [
    ...rules.added.map(say.plus),
    ...rules.removed.map(say.minus),
    ...rules.changed.map(say.other),
  ];
  return [
    headed(
      say.policies,
      html`<ul class="utrecht-unordered-list">${told.map((one) => html`<li>${one}</li>`)}</ul>`,
    ),
  ];
}

function others(visit: Visit, found: RegisterDifferences): readonly Markup[] {
  const say = visit.own.differences;
  const { agreement, roles, roster, consentRules } = found;
  const told = [
    ...(agreement.from === agreement.to
      ? []
      : [say.agreementOf(agreement.from ?? say.none, agreement.to ?? say.none)]),
    ...consentRules.added.map(({ version, effectiveOn }) =>
      say.consentRules(version, visit.words.day(parseCivilDate(effectiveOn))),
    ),
    ...(roles.from === roles.to ? [] : [say.roles]),
    ...(roster.from === roster.to
      ? []
      : [say.roster(String(roster.from ?? say.none), String(roster.to ?? say.none))]),
  ];
  if (told.length === 0) return [];
  return [
    headed(
      say.others,
      html`<ul class="utrecht-unordered-list">${told.map((one) => html`<li>${one}</li>`)}</ul>`,
    ),
  ];
}
