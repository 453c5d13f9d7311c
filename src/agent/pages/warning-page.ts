import type { WarningMeasure } from '../../contract/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { ShownWarning } from '../usecases/keep-warnings.js';
import { onceField } from './once.js';

const measures: readonly (readonly [WarningMeasure, string])[] = [
  ['discussed', 'Ik heb dit besproken met wie het vroeg'],
  ['instructed', 'Besproken, en opnieuw uitgelegd aan het team'],
  ['contested', 'Wij zijn het niet eens met dit oordeel'],
];

const dayOf = (at: string): string =>
  new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(new Date(at));

export const aboutWarning = ({ number, askedAt }: ShownWarning): string =>
  `${number === null ? 'een kind dat hier niet meer is aangemeld' : `nummer ${number}`}, ${dayOf(askedAt)}`;

/** A privacy officer said that an emergency was none: what was done with that. */
export const warningMain = (
  warning: ShownWarning,
  purposeTitle: string,
): Markup => html`<p><a href="/">Terug naar het overzicht</a></p>
<h1>Waarschuwing over een spoedvraag</h1>
<p class="lead">Een privacy officer keek een spoedvraag van ons na en vond spoed niet nodig.</p>
<dl>
<dt>Waarover</dt><dd>${purposeTitle}: ${aboutWarning(warning)}</dd>
${when(warning.function !== null, () => html`<dt>Functie van wie het vroeg</dt><dd>${warning.function ?? ''}</dd>`)}
<dt>Nagekeken</dt><dd>${dayOf(warning.reviewedAt)}</dd>
</dl>
<p>Wie de spoedvraag zelf deed, kan dit niet beantwoorden. Wat u antwoordt, wordt vastgelegd.</p>
<form class="card" method="post" action="/warnings/${warning.emergency}">${onceField()}
<p><label for="measure">Wat is ermee gedaan?</label>
<select id="measure" name="measure" required><option value="">Kies een antwoord</option>${measures.map(
  ([code, text]) => html`<option value="${code}">${text}</option>`,
)}</select></p>
<button type="submit">Antwoord vastleggen</button></form>`;
