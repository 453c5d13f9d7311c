import type { OverdueStops } from '../../contract/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { table } from './parts.js';

/** Who should have answered, and by when. */
export function stopsPage(
  visit: Visit,
  { items, next, partners }: OverdueStops & { readonly partners: ReadonlyMap<string, string> },
): Markup {
  const { own, moment } = visit;
  const say = own.stops;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${
  items.length === 0
    ? html`<p class="utrecht-paragraph">${say.none}</p>`
    : table(
        say.title,
        [say.recipient, own.purpose, say.cause, say.orderedAt, say.dueAt],
        items.map(({ recipient, purpose, cause, orderedAt, dueAt }) => [
          html`<bdi>${partners.get(recipient) ?? recipient}</bdi>`,
          visit.purpose(purpose),
          say.causes[cause],
          moment(orderedAt),
          moment(dueAt),
        ]),
      )
}
${when(next !== null, () => html`<p><a class="utrecht-link" href="/officer/stops?${new URLSearchParams({ cursor: next ?? '' }).toString()}">${say.older}</a></p>`)}`;
}
