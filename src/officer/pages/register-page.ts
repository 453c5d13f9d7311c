import type { ProcessingActivities, ProcessingActivity, Retention } from '../../contract/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { table, term } from './parts.js';

/** What is processed, by whom, on which basis and for how long; names no person. */
export function registerPage(visit: Visit, { hub, items }: ProcessingActivities): Markup {
  const say = visit.own.register;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
<p class="kernhub-soft">${hub.origin} · ${hub.contactEmail} · ${say.print} ${say.asJson}</p>
<p class="kernhub-actions"><a class="utrecht-link" href="/officer/dpia">${visit.own.dpia.title}</a> <a class="utrecht-link" href="/officer/register/differences">${visit.own.differences.link}</a></p>
<nav aria-label="${say.title}"><ul class="utrecht-unordered-list">${items.map((item) => html`<li><a class="utrecht-link" href="#${item.purpose}">${visit.purpose(item.purpose)}</a></li>`)}</ul></nav>
${items.map((item) => activity(visit, item))}
${keepsTable(visit, hub.keeps)}
<h2 class="utrecht-heading-2" id="data-subjects">${say.dataSubjects}</h2>
<p class="utrecht-paragraph">${say.dataSubjectsHow}</p>`;
}

/** What the hub keeps when a child is erased. */
export function keepsTable({ own }: Visit, keeps: ProcessingActivities['hub']['keeps']): Markup {
  const say = own.register;
  const rows = keeps.map(({ class: name, keep }) => {
    const kind = own.classes[name] ?? name;
    return keep === null
      ? [kind, say.atOnce, '']
      : [kind, say.years(keep.years), `${keep.article}: ${keep.why}`];
  });
  return html`<h2 class="utrecht-heading-2">${say.keeps}</h2>
${table(say.keeps, [say.keepsClass, say.keepsHow, say.keepsWhy], rows)}`;
}

function activity(visit: Visit, item: ProcessingActivity): Markup {
  const { own } = visit;
  const say = own.register;
  return html`<section class="kernhub-card kernhub-stack" aria-labelledby="${item.purpose}">
<h2 class="utrecht-heading-2" id="${item.purpose}">${visit.purpose(item.purpose)}</h2>
<p class="kernhub-soft"><code>${item.purpose}</code>, ${say.version} ${item.version} · ${item.dpvPurpose}${when(item.emergency, () => html` · ${say.emergency}`)}</p>
<p class="kernhub-soft"><code class="kernhub-id">${item.uri}</code></p>
<p class="utrecht-paragraph">${item.description}</p>
${table(
  `${visit.purpose(item.purpose)}: ${say.fields}`,
  [say.flow, say.fields, say.basis, say.controller, say.dpia],
  item.flows.map((flow) => [
    html`${flow.source.label} → ${flow.recipient.label}`,
    html`<ul class="utrecht-unordered-list">${flow.fields.map(
      ({ name, health }) =>
        html`<li>${visit.field(item.purpose, name)}${when(health, () => html` <span class="kernhub-soft">(${say.health})</span>`)}</li>`,
    )}</ul>`,
    html`${own.bases[flow.basis] ?? flow.basis}<br><span class="kernhub-soft">${flow.article}${when(flow.art9 !== null, () => html`, ${flow.art9 ?? ''}`)}</span>${when(flow.secrecyConsent, () => html`<br>${say.secrecy}`)}${when(!flow.shownToFamily, () => html`<br>${say.hidden}`)}`,
    flow.controller,
    flow.dpiaRemark ?? '',
  ]),
)}
<dl class="kernhub-terms">
${term(say.retention, retentionInWords(visit, item.retention))}
${term(say.partners, html`${item.partners.map(({ name, state }) => html`<bdi>${name}</bdi> (${state})<br>`)}`)}
</dl>
</section>`;
}

/** So long, until a day of the year, or until an event and at most so long. */
export function retentionInWords({ words, own: { register: say } }: Visit, retention: Retention): string {
  if ('after' in retention) return words.duration(retention.after);
  if ('event' in retention) return say.untilEvent(retention.event, words.duration(retention.max));
  return say.untilDay(words.dayOfYear(retention.on));
}
