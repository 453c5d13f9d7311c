/** Replaying the whole log: a run that goes on, what came of those before it, and how to do it without the hub. */
import type { VerificationRun, VerificationRuns } from '../../contract/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alarm, alert, badge, table } from './parts.js';

const path = '/officer/verify';

interface Shown extends VerificationRuns {
  /** C2SP vkeys of the log, the present one first. */
  readonly verifierKeys: readonly string[];
  readonly guards: () => Markup;
  /** Whether somebody wanted to begin one while one runs. */
  readonly refused: boolean;
  /** Whether the newest run that came to a word found that the log does not hold. */
  readonly broken: boolean;
}

export function verifyPage(
  visit: Visit,
  { items, next, verifierKeys, guards, refused, broken }: Shown,
): Markup {
  const say = visit.own.verify;
  const running = items.find(({ outcome }) => outcome === 'running');
  return html`
<h1 class="utrecht-heading-1">${say.title}</h1>
${when(broken, () => brokenNotice(visit, false))}
<p class="utrecht-paragraph utrecht-paragraph--lead">${say.intro}</p>
${alert(refused ? [say.alreadyRuns] : [], 'state-conflict')}
${
  running === undefined
    ? html`<form method="post" action="${path}" class="kernhub-stack">
${guards()}
<p class="kernhub-actions"><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.begin}</button></p>
</form>`
    : runningPart(visit, running, guards())
}
<h2 class="utrecht-heading-2">${say.history}</h2>
${items.length === 0 ? html`<p class="utrecht-paragraph">${say.none}</p>` : historyTable(visit, items)}
${when(next !== null, () => html`<p><a class="utrecht-link" href="${path}?${new URLSearchParams({ cursor: next ?? '' }).toString()}">${say.older}</a></p>`)}
<h2 class="utrecht-heading-2">${say.elsewhere}</h2>
<p class="utrecht-paragraph">${say.elsewhereHint}</p>
<p class="utrecht-paragraph">${say.export}</p>
<pre class="kernhub-report" tabindex="0">kernhub audit export --out log.ndjson</pre>
<p class="utrecht-paragraph">${say.verify}</p>
<pre class="kernhub-report" tabindex="0">kernhub verify log log.ndjson${verifierKeys.map((key) => ` --key ${key}`).join('')}</pre>`;
}

/** That the log does not hold, where an officer cannot miss it. @param leads whether it leads to the page with the runs */
export const brokenNotice = ({ own: { verify: say } }: Visit, leads: boolean): Markup =>
  alarm(html`<p class="utrecht-paragraph"><strong>${say.broken}</strong> ${say.brokenHint}</p>
${when(leads, () => html`<p class="utrecht-paragraph"><a class="utrecht-link" href="${path}">${say.toVerify}</a></p>`)}`);

function runningPart(visit: Visit, { id, entries, total }: VerificationRun, guards: Markup): Markup {
  const say = visit.own.verify;
  const all = Math.max(total, entries);
  const said = say.progress(numberIn(visit, entries), numberIn(visit, all));
  return html`<section class="kernhub-card kernhub-stack" aria-labelledby="running">
<h2 class="utrecht-heading-3" id="running">${say.running}</h2>
<p><label for="progress">${said}</label><br><progress id="progress" value="${entries}" max="${Math.max(all, 1)}">${said}</progress></p>
<p><a class="utrecht-link" href="${path}">${say.again}</a></p>
<form method="post" action="${path}">
${guards}
<p class="kernhub-actions"><button class="utrecht-button utrecht-button--secondary-action" type="submit" name="stop" value="${id}">${say.stop}</button></p>
</form>
</section>`;
}

function historyTable(visit: Visit, items: readonly VerificationRun[]): Markup {
  const { moment, own } = visit;
  const say = own.verify;
  return table(
    say.history,
    [say.begunAt, say.by, say.endedAt, say.outcome, say.checked],
    items.map((run) => [
      moment(run.begunAt),
      run.begunBy === null ? say.byItself : say.duties[run.begunBy.duty],
      run.endedAt === null ? nothing : moment(run.endedAt),
      html`${badge(say.outcomes[run.outcome], run.outcome === 'broken')}${findingOf(visit, run)}`,
      countsOf(visit, run),
    ]),
  );
}

function findingOf({ own: { verify: say } }: Visit, { finding }: VerificationRun): Markup {
  if (finding === null) return nothing;
  const { index, rule, reason } = finding;
  return html`<br>${when(index !== null, () => html`${say.at(index ?? 0)} · `)}<code>${rule}</code><br><span class="kernhub-soft" lang="en">${reason}</span>`;
}

function countsOf(visit: Visit, { checked, entries, total, root }: VerificationRun): Markup {
  const say = visit.own.verify;
  const said = (count: number): string => numberIn(visit, count);
  if (checked === null) return html`${say.noCounts(said(entries), said(Math.max(total, entries)))}`;
  const counts = say.counts(
    ...([entries, checked.opened, checked.erased, checked.checkpoints].map(said) as [
      string,
      string,
      string,
      string,
    ]),
  );
  return html`${counts}${when(root !== null, () => html`<br><code class="kernhub-id">${root ?? ''}</code>`)}`;
}

const numberIn = ({ words }: Visit, count: number): string =>
  new Intl.NumberFormat(words.language).format(count);
