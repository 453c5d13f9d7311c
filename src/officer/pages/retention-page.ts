/** What is older than its term and may go, what goes by itself, and what went: numbers and days. */
import type { RetentionOverview } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alert, table } from './parts.js';

export const path = '/officer/retention';

interface Shown {
  readonly seen: RetentionOverview;
  readonly guards: () => Markup;
  /** Whether an order was refused, since it was for something else than there is now. */
  readonly refused: boolean;
}

export function retentionPage(visit: Visit, { seen, guards, refused }: Shown): Markup {
  const say = visit.own.retention;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${alert(refused ? [say.changed] : [], 'state-conflict')}
<h2 class="utrecht-heading-2">${say.rules}</h2>
<p class="utrecht-paragraph">${say.ruleVersion(seen.rule)}</p>
${dueTable(visit, seen)}
${yearsTable(visit, seen)}
<p class="utrecht-paragraph">${say.exchanges(numberIn(visit, seen.exchanges))}</p>
<p class="utrecht-paragraph">${say.whole}</p>
${orderPart(visit, seen, guards)}
<h2 class="utrecht-heading-2">${say.itself}</h2>
${itselfPart(visit, seen)}
<h2 class="utrecht-heading-2">${say.orders}</h2>
${seen.orders.length === 0 ? html`<p class="utrecht-paragraph">${say.noOrders}</p>` : ordersTable(visit, seen)}
<h2 class="utrecht-heading-2">${say.erasures}</h2>
${seen.erasures.length === 0 ? html`<p class="utrecht-paragraph">${say.noErasures}</p>` : erasuresTable(visit, seen)}`;
}

function dueTable(visit: Visit, { classes }: RetentionOverview): Markup {
  const { retention: say, register } = visit.own;
  return table(
    say.rules,
    [say.kind, say.keeps, say.why, say.before, say.entries, say.children, say.next],
    classes.map(({ class: of, years, article, before, entries, children, nextOn }) => [
      classIn(visit, of),
      register.years(years),
      html`${say.whys[of]}<br><span class="kernhub-soft">${article}</span>`,
      dayIn(visit, before),
      numberIn(visit, entries),
      numberIn(visit, children),
      nextOn === null ? nothing : dayIn(visit, nextOn),
    ]),
  );
}

function yearsTable(visit: Visit, { classes }: RetentionOverview): Markup {
  const say = visit.own.retention;
  const rows = classes.flatMap(({ class: of, perYear }) =>
    perYear.map(({ year, entries, children }) => [
      classIn(visit, of),
      String(year),
      numberIn(visit, entries),
      numberIn(visit, children),
    ]),
  );
  return when(
    rows.length > 0,
    () => html`<h3 class="utrecht-heading-3">${say.perYear}</h3>
${table(say.perYear, [say.kind, say.year, say.entries, say.children], rows)}`,
  );
}

function orderPart(
  visit: Visit,
  { classes, digest, orders }: RetentionOverview,
  guards: () => Markup,
): Markup {
  const say = visit.own.retention;
  if (orders.some(({ endedAt }) => endedAt === null)) {
    return html`<p class="utrecht-paragraph" role="status">${say.running} <a class="utrecht-link" href="${path}">${say.again}</a></p>`;
  }
  if (classes.every(({ entries }) => entries === 0)) {
    return html`<p class="utrecht-paragraph">${say.nothing}</p>`;
  }
  if (visit.caller.duty !== 'privacy-officer') {
    return html`<p class="kernhub-soft">${say.onlyOfficer}</p>`;
  }
  return html`<form method="post" action="${path}" class="kernhub-stack">
${guards()}
<input type="hidden" name="digest" value="${digest}">
<p class="utrecht-paragraph">${say.executeHint}</p>
<p class="kernhub-actions"><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.execute}</button></p>
</form>`;
}

function itselfPart(visit: Visit, { byItself: { sealed, restricted } }: RetentionOverview): Markup {
  const say = visit.own.retention;
  return html`<p class="utrecht-paragraph">${say.sealed(numberIn(visit, sealed.waiting))}${when(sealed.oldestAt !== null, () => html` ${say.oldest(visit.moment(sealed.oldestAt ?? ''))}`)}</p>
${
  restricted.length === 0
    ? html`<p class="utrecht-paragraph">${say.noneRestricted}</p>`
    : html`<h3 class="utrecht-heading-3">${say.restricted}</h3>
${table(
  say.restricted,
  [say.kind, say.children, say.firstOn],
  restricted.map(({ class: of, children, nextOn }) => [
    classIn(visit, of),
    numberIn(visit, children),
    dayIn(visit, nextOn),
  ]),
)}`
}`;
}

function ordersTable(visit: Visit, { orders }: RetentionOverview): Markup {
  const say = visit.own.retention;
  return table(
    say.orders,
    [say.orderedAt, say.by, say.ended, say.went],
    orders.map(({ orderedAt, by, endedAt, classes }) => [
      visit.moment(orderedAt),
      say.who[by],
      endedAt === null ? say.busy : visit.moment(endedAt),
      html`${classes.map(({ class: of, entries, children, before }) => {
        const counts = [numberIn(visit, entries), numberIn(visit, children)] as const;
        return html`${say.wentOf(classIn(visit, of), ...counts, dayIn(visit, before))}<br>`;
      })}`,
    ]),
  );
}

function erasuresTable(visit: Visit, { erasures }: RetentionOverview): Markup {
  const say = visit.own.retention;
  const named = (classes: readonly string[]): string =>
    visit.words.list(classes.map((of) => classIn(visit, of)));
  return table(
    say.erasures,
    [say.erasedOn, say.erased, say.entries, say.kept],
    erasures.map(({ on, destroyed, kept, entries }) => [
      dayIn(visit, on),
      named(destroyed),
      numberIn(visit, entries),
      named(kept),
    ]),
  );
}

const classIn = ({ own }: Visit, of: string): string => own.classes[of] ?? of;
const dayIn = ({ words }: Visit, day: string): string => words.day(parseCivilDate(day));
const numberIn = ({ words }: Visit, count: number): string =>
  new Intl.NumberFormat(words.language).format(count);
