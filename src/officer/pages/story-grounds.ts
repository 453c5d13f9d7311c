/** What a request was decided on: policies in the words of then, consents with the text as shown, facts. */
import type { ExchangeStory } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { badge, table, term } from './parts.js';

export function decisionsPart(visit: Visit, { decisions }: ExchangeStory): Markup {
  const { own, moment } = visit;
  const { story } = own;
  return html`<h2 class="utrecht-heading-2">${story.decisions}</h2>
<ol class="kernhub-cards">${decisions.map(
    (decision) => html`<li class="kernhub-card kernhub-stack">
<p>${badge(story.outcome[decision.outcome], decision.outcome === 'refused')} ${moment(decision.at)}</p>
<dl class="kernhub-terms">
${decision.refusal === null ? nothing : term(own.cause, own.refusals[decision.refusal] ?? decision.refusal)}
${decision.judgedOn === null ? nothing : term(story.judgedOn, decision.judgedOn)}
</dl>
${policiesPart(visit, decision.policies)}
</li>`,
  )}</ol>`;
}

const policiesPart = (
  { own }: Visit,
  { digest, deciding }: ExchangeStory['decisions'][number]['policies'],
): Markup =>
  when(
    deciding.length > 0,
    () => html`<p class="kernhub-soft">${own.story.decidedBy}</p>
${deciding.map(
  ({
    id,
    file,
    text,
  }) => html`<details class="kernhub-details"><summary><code>${id}</code>${when(file !== null, () => html` <span class="kernhub-soft">${file ?? ''}</span>`)}</summary>
${text === null ? html`<p>${own.story.policyUnkept(digest)}</p>` : html`<pre class="kernhub-report">${text}</pre>`}</details>`,
)}`,
  );

export function consentsPart(visit: Visit, { consents }: ExchangeStory): Markup {
  const { own, moment } = visit;
  const { story } = own;
  const cards = consents.map(
    ({
      at,
      person,
      as,
      choice,
      notice,
      version,
      recorded,
      signed,
    }) => html`<li class="kernhub-card kernhub-stack">
<p>${badge(choice === null ? story.withdrawn : (story.choices[choice] ?? choice), choice === 'refused')} ${moment(at)} · ${as === null ? '' : `${story.as[as]}, `}${story.person(person)} · ${own.register.version} ${version}</p>
${recorded === null ? nothing : html`<p>${badge(story.channels[recorded.channel], true)}${recorded.by === null ? nothing : html` ${story.recordedBy} <bdi>${recorded.by.name}</bdi>`}</p>`}
${when(signed, () => html`<p>${badge(story.signed, false)}</p>`)}
${
  notice === null
    ? nothing
    : html`<details class="kernhub-details"><summary>${story.notice(notice.language)}</summary>
${notice.text === null ? html`<p>${story.noticeUnkept}</p>` : html`<pre class="kernhub-report" dir="auto" lang="${notice.language}">${notice.text}</pre>`}
<p class="kernhub-soft"><code class="kernhub-id">${notice.hash}</code></p></details>`
}
</li>`,
  );
  return html`<h2 class="utrecht-heading-2">${story.consents}</h2>
${consents.length === 0 ? html`<p class="utrecht-paragraph">${story.noConsents}</p>` : html`<ul class="kernhub-cards">${cards}</ul>`}`;
}

export function factsPart({ own, moment }: Visit, { facts }: ExchangeStory): Markup {
  const { story, log } = own;
  return html`<h2 class="utrecht-heading-2">${story.facts}</h2>
${
  facts.length === 0
    ? html`<p class="utrecht-paragraph">${story.noFacts}</p>`
    : table(
        story.facts,
        [story.event, log.who, log.when, story.entry],
        facts.map(({ event, person, at, says, entry }) => [
          html`<code>${event}</code><br><span class="kernhub-soft kernhub-said">${saidOf(says)}</span>`,
          person === null ? '' : story.person(person),
          moment(at),
          html`<code class="kernhub-id">${entry}</code>`,
        ]),
      )
}`;
}

/** As it stands in the entry. */
const saidOf = (says: Readonly<Record<string, unknown>>): string =>
  Object.entries(says)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
