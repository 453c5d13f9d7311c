import type { PartnerAnswer, Right } from '../../contract/index.js';
import { type CivilDate, civilDateOf, parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, when } from '../../text/index.js';
import type { WaitingAssignment } from '../usecases/answer-assignment.js';
import { onceField } from './once.js';

const rights: Readonly<Record<Right, string>> = {
  access: 'Inzien wat wij over het kind hebben',
  rectification: 'Verbeteren wat niet klopt',
  erasure: 'Wissen wat wij over het kind hebben',
  restriction: 'Gegevens een tijd niet gebruiken',
  objection: 'Bezwaar tegen het gebruik van gegevens',
};
export const rightInWords = (right: Right): string => rights[right];

const outcomes: readonly (readonly [PartnerAnswer['outcome'], string])[] = [
  ['answered', 'Wij hebben de familie antwoord gegeven'],
  ['nothing-held', 'Wij hebben niets over dit kind'],
  ['refused', 'Wij hebben het geweigerd en de familie gezegd waarom'],
];
const manners: readonly (readonly [NonNullable<PartnerAnswer['manner']>, string])[] = [
  ['in-person', 'In een gesprek'],
  ['letter', 'Met een brief'],
  ['portal', 'In ons eigen portaal'],
];

const days = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });
export const dayInWords = (date: string): string =>
  days.format(new Date(`${parseCivilDate(date)}T12:00:00Z`));

const whose = ({ as, invitedAt }: WaitingAssignment): string => {
  const who = as === 'guardian' ? 'Een ouder of voogd' : 'De jongere zelf';
  return invitedAt === null
    ? `${who}. Wij hebben deze persoon niet zelf uitgenodigd: ga na wie het is voordat u iets geeft.`
    : `${who}, door ons uitgenodigd op ${dayInWords(civilDateOf(new Date(invitedAt * 1000)))}.`;
};

export const assignmentMain = (
  item: WaitingAssignment,
  today: CivilDate,
): Markup => html`<p><a href="/">Terug naar het overzicht</a></p>
<h1>${rightInWords(item.right)}</h1>
<p class="lead">${item.number === null ? 'Dit kind heeft bij deze agent geen nummer.' : `Over nummer ${item.number}.`} Antwoord de familie uiterlijk ${dayInWords(item.dueOn)}.</p>
<h2>Wie dit vraagt</h2>
<p>${whose(item)}</p>
${when(item.explanation !== null, () => html`<h2>In eigen woorden</h2><blockquote dir="auto">${item.explanation ?? ''}</blockquote>`)}
${when(item.instruction !== null, () => html`<h2>Van de privacy officer van Kernhub</h2><blockquote>${item.instruction ?? ''}</blockquote>`)}
${answerForm(item, today)}`;

const answerForm = (
  item: WaitingAssignment,
  today: CivilDate,
): Markup => html`<section aria-labelledby="answer">
<h2 id="answer">Wat heeft u gedaan?</h2>
<p>Kernhub kan niet lezen wat u heeft. Geef de familie daarom zelf antwoord, en zeg hier dat u dat deed. Uw organisatie ondertekent dit. Het kan daarna niet meer anders.</p>
<form class="card" method="post" action="/rights/${item.assignment}">${onceField()}
<p><label for="outcome">Uitkomst</label>
<select id="outcome" name="outcome" required><option value="">Kies</option>${options(outcomes)}</select></p>
<p><label for="manner">Hoe kreeg de familie antwoord?</label>
<select id="manner" name="manner"><option value="">Niet van toepassing</option>${options(manners)}</select></p>
<p><label for="article">Geweigerd? Op welk artikel van de wet</label>
<span class="hint" id="article-hint">Bijvoorbeeld: AVG 15(4)</span>
<input type="text" id="article" name="article" maxlength="200" autocomplete="off" aria-describedby="article-hint"></p>
<p><label for="on">Op welke dag</label>
<input type="date" id="on" name="on" required max="${today}" value="${today}"></p>
<button type="submit">Vastleggen</button></form></section>`;

const options = (choices: readonly (readonly [string, string])[]): readonly Markup[] =>
  choices.map(([code, words]) => html`<option value="${code}">${words}</option>`);
