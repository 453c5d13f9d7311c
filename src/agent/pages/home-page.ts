import { html, type Markup, when } from '../../text/index.js';
import type { WaitingAssignment } from '../usecases/answer-assignment.js';
import type { ChildLine } from '../usecases/find-child.js';
import type { ShownWarning } from '../usecases/keep-warnings.js';
import type { WaitingQuestion } from '../usecases/release-by-hand.js';
import type { Status } from '../usecases/report-status.js';
import { dayInWords, rightInWords } from './assignment-page.js';
import { notice } from './layout.js';
import { aboutWarning } from './warning-page.js';
import { alarmInWords, checkInWords, reasonInWords, stateInWords } from './wording.js';

export const signInMain = (partner: string): Markup => html`<h1>Context vragen en geven</h1>
<p class="lead">Hiermee vraagt en geeft ${partner} gegevens over een kind, precies zoveel als een doel nodig heeft.</p>
<p><a class="button" href="/login">Inloggen</a></p>`;

export interface HomeContent {
  readonly status: Status;
  readonly children: readonly ChildLine[];
  readonly waiting: readonly WaitingQuestion[];
  readonly warnings: readonly ShownWarning[];
  readonly assignments: readonly WaitingAssignment[];
  /** A civil date. */
  readonly today: string;
  readonly purposeTitle: (id: string) => string;
}

export const homeMain = (content: HomeContent): Markup => html`<h1>Overzicht</h1>
${alarms(content.status)}
${waitingList(content)}
${warningList(content)}
${assignmentList(content)}
${childTable(content.children)}
${lastTasks(content)}`;

const alarms = ({ alarms: found }: Status): Markup =>
  when(found.length > 0, () =>
    notice(
      'alarm',
      html`<h2>Let op</h2><ul>${found.map((alarm) => html`<li>${alarmInWords(alarm)}</li>`)}</ul>`,
    ),
  );

const waitingList = ({ waiting, purposeTitle }: HomeContent): Markup =>
  when(waiting.length > 0, () =>
    notice(
      'plain',
      html`<h2>Spoed: wacht op u</h2>
<ul>${waiting.map(
        (item) =>
          html`<li><a href="/tasks/${item.task}">${purposeTitle(item.purpose)}: nummer ${item.number}</a>, gevraagd door ${item.recipient.name}</li>`,
      )}</ul>`,
    ),
  );

const warningList = ({ warnings, purposeTitle }: HomeContent): Markup =>
  when(warnings.length > 0, () =>
    notice(
      'plain',
      html`<h2>Een privacy officer vond spoed niet nodig</h2>
<ul>${warnings.map(
        (warning) =>
          html`<li><a href="/warnings/${warning.emergency}">${purposeTitle(warning.purpose)}: ${aboutWarning(warning)}</a></li>`,
      )}</ul>`,
    ),
  );

const assignmentList = ({ assignments, today }: HomeContent): Markup =>
  when(assignments.length > 0, () =>
    notice(
      assignments.some(({ dueOn }) => dueOn < today) ? 'alarm' : 'plain',
      html`<h2>Een familie vraagt iets: wacht op uw organisatie</h2>
<ul>${assignments.map(
        ({ assignment, right, number, dueOn }) =>
          html`<li><a href="/rights/${assignment}">${rightInWords(right)}${number === null ? '' : `: nummer ${number}`}</a>, uiterlijk ${dayInWords(dueOn)}${dueOn < today ? ' (te laat)' : ''}</li>`,
      )}</ul>`,
    ),
  );

const childTable = (children: readonly ChildLine[]): Markup => html`<section aria-labelledby="children">
<h2 id="children">Kinderen</h2>
${when(children.length === 0, () => html`<p>Er zijn geen dossiers in het eigen systeem.</p>`)}
${when(
  children.length > 0,
  () => html`<table>
<thead><tr><th scope="col">Nummer</th><th scope="col">Bij Kernhub</th><th scope="col">Wat u kunt doen</th></tr></thead>
<tbody>${children.map(
    ({ number, enrolled }) => html`<tr><th scope="row">${number}</th>
<td data-label="Bij Kernhub">${enrolled ? 'aangemeld' : 'nog niet aangemeld'}</td>
<td data-label="Wat u kunt doen"><a href="/children/${number}">${enrolled ? 'Context vragen' : 'Aanmelden'}<span class="unseen"> voor nummer ${number}</span></a></td></tr>`,
  )}</tbody></table>`,
)}
</section>`;

const lastTasks = ({ status, purposeTitle }: HomeContent): Markup =>
  when(
    status.lastTasks.length > 0,
    () => html`<section aria-labelledby="tasks"><h2 id="tasks">Laatste vragen aan ons</h2>
<table><thead><tr><th scope="col">Doel</th><th scope="col">Uitkomst</th><th scope="col">Waarom</th></tr></thead>
<tbody>${status.lastTasks.slice(0, 10).map(
      ({
        purpose,
        outcome,
        causes,
      }) => html`<tr><th scope="row">${purpose === null ? 'onbekend' : purposeTitle(purpose)}</th>
<td data-label="Uitkomst">${stateInWords(outcome === 'refused' ? 'refused-task' : outcome)}</td>
<td data-label="Waarom">${causes.length === 0 ? '–' : causes.map(causeInWords)}</td></tr>`,
    )}</tbody></table></section>`,
  );

/** A failed check says what should have been so. */
function causeInWords(code: string): Markup {
  const reason = reasonInWords(code);
  if (reason !== null) return html`<div>${reason}</div>`;
  const check = checkInWords(code);
  return html`<div>${check === code ? '' : `Klopt niet: ${check}`} <code>${code}</code></div>`;
}
