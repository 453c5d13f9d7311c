/** What an impact assessment has to know, made from what the hub goes by. */
import type { DpiaFacts } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { table, term } from './parts.js';
import { keepsTable, retentionInWords } from './register-page.js';

export function dpiaPage(visit: Visit, facts: DpiaFacts): Markup {
  const { own } = visit;
  const say = own.dpia;
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
<p class="kernhub-soft">${facts.hub.origin} · ${facts.hub.contactEmail} · ${say.on(visit.words.day(parseCivilDate(facts.on)))} · ${own.register.print} ${say.asJson}</p>
<h2 class="utrecht-heading-2">${say.processing}</h2>
<p class="utrecht-paragraph">${say.processingHow}</p>
<p class="utrecht-paragraph"><strong>${say.subjects}:</strong> ${say.subjectsWho}</p>
${facts.activities.map((activity) => processing(visit, facts, activity))}
${roles(visit, facts)}
${consent(visit, facts)}
${rules(visit, facts)}
${keepsTable(visit, facts.keeps)}
<h2 class="utrecht-heading-2">${say.safeguards}</h2>
${list(facts.safeguards.map((one) => say.safeguard[one] ?? one))}
<dl class="kernhub-terms">
${term(say.answers, say.answersSays(hours(facts.sealedAnswers.answerSeconds), hours(facts.sealedAnswers.keptSeconds)))}
${term(say.witnesses, witnesses(visit, facts))}
${term(say.agreement, say.agreementSays(facts.agreement.version, facts.agreement.signed.length))}
</dl>
<h2 class="utrecht-heading-2">${say.sees}</h2>
${list(facts.hubSees.map((one) => say.seen[one] ?? one))}
<h2 class="utrecht-heading-2">${say.seesNot}</h2>
${list(facts.hubCannotSee.map((one) => say.unseen[one] ?? one))}`;
}

const hours = (seconds: number): number => Math.round((10 * seconds) / 3_600) / 10;

const list = (items: readonly string[]): Markup =>
  html`<ul class="utrecht-unordered-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

function processing(visit: Visit, facts: DpiaFacts, activity: DpiaFacts['activities'][number]): Markup {
  const { own } = visit;
  const say = own.dpia;
  const { register } = own;
  const { purpose } = activity;
  const names = new Map(activity.partners.map(({ id, name }) => [id, name]));
  const parties = (ids: readonly string[]): Markup =>
    ids.length === 0
      ? html`<span class="kernhub-soft">${say.nobody}</span>`
      : html`${ids.map((id) => html`<bdi>${names.get(id as never) ?? id}</bdi><br>`)}`;
  return html`<section class="kernhub-card kernhub-stack" aria-labelledby="${purpose}">
<h3 class="utrecht-heading-3" id="${purpose}"><a class="utrecht-link" href="/officer/register#${purpose}">${visit.purpose(purpose)}</a></h3>
<p class="utrecht-paragraph">${activity.description}</p>
${table(
  `${visit.purpose(purpose)}: ${register.flow}`,
  [register.flow, register.fields, register.basis, say.asks, say.sources, say.recipients],
  activity.flows.map((flow) => {
    const {
      sources = [],
      recipients = [],
      asksFamily = false,
    } = facts.flows.find((one) => one.purpose === purpose && one.flow === flow.flow) ?? {};
    return [
      html`${flow.source.label} → ${flow.recipient.label}<br><span class="kernhub-soft">${flow.controller}</span>`,
      list(
        flow.fields.map(
          ({ name, health }) => `${visit.field(purpose, name)}${health ? ` (${register.health})` : ''}`,
        ),
      ),
      html`${own.bases[flow.basis] ?? flow.basis}<br><span class="kernhub-soft">${flow.article}${when(flow.art9 !== null, () => html`, ${flow.art9 ?? ''}`)}</span>`,
      html`${asksFamily ? say.asksYes : say.asksNo}${when(!flow.shownToFamily, () => html`<br>${register.hidden}`)}`,
      parties(sources),
      parties(recipients),
    ];
  }),
)}
<dl class="kernhub-terms">${term(register.retention, retentionInWords(visit, activity.retention))}</dl>
${remarks(visit, activity)}
</section>`;
}

/** What the catalogue says for this assessment, each remark once with the flows that it is of. */
function remarks({ own: { register } }: Visit, { flows }: DpiaFacts['activities'][number]): Markup {
  const said = [...new Set(flows.flatMap(({ dpiaRemark }) => dpiaRemark ?? []))];
  if (said.length === 0) return nothing;
  const of = (remark: string): string =>
    flows
      .filter(({ dpiaRemark }) => dpiaRemark === remark)
      .map(({ source, recipient }) => `${source.label} → ${recipient.label}`)
      .join('; ');
  return html`<p class="utrecht-paragraph"><strong>${register.dpia}</strong></p>
<ul class="utrecht-unordered-list">${said.map((remark) => html`<li>${remark} <span class="kernhub-soft">${of(remark)}</span></li>`)}</ul>`;
}

const roles = ({ own: { dpia: say } }: Visit, facts: DpiaFacts): Markup => html`
<h2 class="utrecht-heading-2">${say.roles}</h2>
${table(
  say.roles,
  [say.role, say.bsn, say.health, say.perDay],
  facts.roles.map(({ label, bsnArticle, mayReceiveHealth, enrolmentsPerDay }) => [
    label,
    bsnArticle ?? say.bsnNo,
    mayReceiveHealth ? say.asksYes : say.asksNo,
    enrolmentsPerDay,
  ]),
)}`;

function consent({ own: { dpia: say }, words }: Visit, { consentRule: rule }: DpiaFacts): Markup {
  const heading = html`<h2 class="utrecht-heading-2">${say.consent}</h2>`;
  if (rule === null) return html`${heading}<p class="utrecht-paragraph">${say.noRule}</p>`;
  const yes = (needed: boolean): string => (needed ? say.asksYes : say.asksNo);
  return html`${heading}
<p class="utrecht-paragraph">${say.rule(rule.version, words.day(parseCivilDate(rule.effectiveOn)))}. ${rule.source}</p>
${table(
  say.consent,
  [say.age, say.young, say.guardians],
  rule.bands.map(({ fromAge, youngPerson, guardians }) => [
    say.from(fromAge),
    yes(youngPerson),
    yes(guardians),
  ]),
)}`;
}

const rules = ({ own: { dpia: say } }: Visit, { policies }: DpiaFacts): Markup => html`
<h2 class="utrecht-heading-2">${say.policies}</h2>
<p class="utrecht-paragraph">${say.policiesHow} <code class="kernhub-id">${policies.digest}</code></p>
${policies.rules.map(
  ({ id, file, text }) =>
    html`<details class="kernhub-details"><summary><code>${id}</code> <span class="kernhub-soft">${file}</span></summary><pre class="kernhub-report">${text}</pre></details>`,
)}`;

function witnesses({ own: { dpia: say } }: Visit, { witnesses: asked }: DpiaFacts): Markup {
  if (asked === null) return html`${say.noWitnesses}`;
  const state = asked.quorum ? say.witnessed : say.unwitnessed(asked.behind.join(', '));
  return html`${asked.names.join(', ')}: ${state}`;
}
