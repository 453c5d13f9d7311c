/** What waits, what was asked, and whether the log is well. */
import type { Figures } from '../../exchange/index.js';
import type { RightsBacklog } from '../../rights/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import { type Tally, tallyBy, tallyWeeks, type WeekTally } from '../domain/tally.js';
import type { Visit } from '../visit.js';
import { barsChart, weeksChart } from './chart.js';
import { alarm, table, term } from './parts.js';
import { brokenNotice } from './verify-page.js';

export interface LogState {
  readonly size: number | null;
  readonly writable: boolean;
  /** Size in the newest checkpoint; null before there is one. */
  readonly published: number | null;
  /** Whether the newest verification that came to a word found that the log does not hold. */
  readonly broken: boolean;
  /** Null where no witness is asked. */
  readonly witnesses: { readonly quorum: boolean; readonly missing: readonly string[] } | null;
}

export interface Overview {
  readonly figures: Figures;
  /** How much unusual use waits. */
  readonly unusual: number;
  /** How many breaches are to be notified or closed; null to who does not see them. */
  readonly breaches: number | null;
  /** What was asked about rights and waits; null to who does not see it. */
  readonly rights: RightsBacklog | null;
  readonly today: string;
  readonly log: LogState;
  readonly partners: ReadonlyMap<string, string>;
}

export async function overviewPage(visit: Visit, overview: Overview): Promise<Markup> {
  const { own, caller, words } = visit;
  const { figures, partners } = overview;
  const { exchanges } = figures;
  const by = own.overview;
  const refused = exchanges.filter(({ outcome }) => outcome === 'refused');
  const late = figures.emergencies?.overdue ?? 0;
  const urgent = exchanges.filter(({ emergency }) => emergency);
  const amounts = await Promise.all([
    amountsOf(
      visit,
      by.byPurpose,
      own.purpose,
      named(
        tallyBy(exchanges, ({ purpose }) => purpose),
        visit.purpose,
      ),
    ),
    amountsOf(
      visit,
      by.byPartner,
      own.partner,
      named(
        tallyBy(exchanges, ({ partner }) => partner),
        (id) => partners.get(id) ?? id,
      ),
    ),
    amountsOf(
      visit,
      by.refusals,
      own.cause,
      named(
        tallyBy(refused, ({ refusal }) => refusal ?? ''),
        (code) => (code === '' ? own.unknown : (own.refusals[code] ?? code)),
      ),
    ),
  ]);
  return html`
<h1 class="utrecht-heading-1">${by.title}</h1>
${when(overview.log.broken, () => brokenNotice(visit, true))}
${when(late > 0, () => lateNotice(visit, late))}
<p class="kernhub-soft">${own.duties[caller.duty]}</p>
${waitingTiles(visit, overview)}
<h2 class="utrecht-heading-2">${by.byWeek}</h2>
<p class="kernhub-soft">${by.since(words.day(figures.from))}</p>
${exchanges.length === 0 ? html`<p class="utrecht-paragraph">${by.nothing}</p>` : await weeksPart(visit, by.byWeek, weeksOf(exchanges, overview))}
${amounts}
${urgent.length === 0 ? '' : html`<h2 class="utrecht-heading-2">${by.emergencyWeeks}</h2>${await weeksPart(visit, by.emergencyWeeks, weeksOf(urgent, overview))}`}
${logPart(visit, overview.log)}`;
}

const lateNotice = ({ own }: Visit, count: number): Markup =>
  alarm(
    html`<p class="utrecht-paragraph"><strong>${own.overview.emergenciesLate(count)}</strong> <a class="utrecht-link" href="/officer/emergencies">${own.emergencies.title}</a></p>`,
  );

const weeksOf = (counts: Figures['exchanges'], { figures, today }: Overview): readonly WeekTally[] =>
  tallyWeeks(counts, figures.from, today);

const named = (tallies: readonly Tally[], nameOf: (key: string) => string) =>
  tallies.map(({ key, count }) => ({ label: nameOf(key), count }));

function waitingTiles({ own }: Visit, { figures, unusual, breaches, rights }: Overview): Markup {
  const { stops, emergencies } = figures;
  const by = own.overview;
  const tile = (
    count: number | null,
    words: (count: number) => string,
    href: string | null,
    warm: boolean,
  ): Markup => {
    if (count === null) return nothing;
    const inside = html`<strong class="kernhub-tile__count">${count}</strong> ${words(count)}`;
    const face = `kernhub-tile${warm && count > 0 ? ' kernhub-tile--warm' : ''}`;
    return html`<li class="${face}">${href === null ? inside : html`<a href="${href}">${inside}</a>`}</li>`;
  };
  return html`<h2 class="utrecht-heading-2">${by.waiting}</h2>
<ul class="kernhub-tiles">
${tile(emergencies?.waiting ?? null, by.emergencies, '/officer/emergencies', true)}
${tile(breaches, own.breach.tile, '/officer/breaches', true)}
${tile(rights?.open ?? null, own.rights.tile, '/officer/rights', false)}
${tile(rights?.late || null, own.rights.lateTile, '/officer/rights', true)}
${tile(rights?.partnersLate || null, own.rights.partnersLateTile, '/officer/rights', true)}
${tile(unusual, own.unusual.tile, '/officer/unusual', true)}
${tile(stops.overdue, by.overdue, '/officer/stops', true)}
${tile(stops.waiting, by.stopsWaiting, null, false)}
${tile(stops.answered, by.stopsAnswered, null, false)}
</ul>`;
}

async function weeksPart(visit: Visit, title: string, weeks: readonly WeekTally[]): Promise<Markup> {
  const { own, words } = visit;
  const outcomes = ['released', 'nothing-released', 'refused'] as const;
  const short = (week: string): string => week.slice(8, 10) + week.slice(4, 7);
  return html`<figure class="kernhub-figure">
${await weeksChart(weeks, short, title)}
<figcaption><ul class="kernhub-legend">${outcomes.map(
    (outcome) => html`<li class="kernhub-key--${outcome}">${own.outcomes[outcome]}</li>`,
  )}</ul></figcaption>
</figure>
<details class="kernhub-details"><summary>${own.overview.asTable}</summary>
${table(
  title,
  [own.week, ...outcomes.map((outcome) => own.outcomes[outcome]), own.total],
  weeks.map(({ week, counts }) => [
    words.day(new Date(`${week}T12:00:00Z`)),
    ...outcomes.map((outcome) => counts[outcome]),
    outcomes.reduce((sum, outcome) => sum + counts[outcome], 0),
  ]),
)}
</details>`;
}

async function amountsOf(
  { own }: Visit,
  title: string,
  column: string,
  bars: readonly { readonly label: string; readonly count: number }[],
): Promise<Markup> {
  if (bars.length === 0) return nothing;
  return html`<h2 class="utrecht-heading-2">${title}</h2>
<div class="kernhub-beside">
<figure class="kernhub-figure">${await barsChart(bars, title)}</figure>
${table(
  title,
  [column, own.count],
  bars.map(({ label, count }) => [label, count]),
)}
</div>`;
}

function logPart({ own, words }: Visit, { size, writable, published, witnesses }: LogState): Markup {
  const by = own.overview;
  const number = new Intl.NumberFormat(words.language);
  const said = (count: number | null): string => (count === null ? own.unknown : number.format(count));
  const signed =
    witnesses === null
      ? by.noWitnesses
      : witnesses.quorum
        ? by.quorum
        : by.noQuorum(words.list(witnesses.missing));
  return html`<h2 class="utrecht-heading-2">${by.ledger}</h2>
<dl class="kernhub-terms">
${term(by.writable, writable ? by.writableYes : by.writableNo)}
${term(by.size, said(size))}
${term(by.checkpoint, said(published))}
${term(by.witnesses, signed)}
</dl>`;
}
