import type { AuthorityKind, Purpose } from '../../contract/index.js';
import { html, languages, type Markup, ownNames, when, wordsFor } from '../../text/index.js';
import type { AskedQuestion, InvitedPerson } from '../state-shapes.js';
import { authorityInWords, authorityKinds, authoritySources, personInWords } from './family-wording.js';
import { notice } from './layout.js';
import { onceField } from './once.js';

/** A question to the family, with what the hub says of it now. */
export interface QuestionLine {
  readonly question: AskedQuestion;
  readonly title: string;
  readonly complete: boolean;
  /** Mail to somebody whom this partner invited does not arrive. */
  readonly mailFails: boolean;
}

export interface FamilyContent {
  readonly number: string;
  readonly persons: readonly InvitedPerson[];
  readonly questions: readonly QuestionLine[];
  /** About which the family can be asked. */
  readonly purposes: readonly Purpose[];
  /** Civil date. */
  readonly today: string;
}

const { day } = wordsFor('nl');
const dayOf = (seconds: number): string => day(new Date(seconds * 1_000));

export const familyMain = (content: FamilyContent): Markup => html`
<p><a href="/children/${content.number}">Terug naar nummer ${content.number}</a></p>
<h1>De familie van nummer ${content.number}</h1>
${personsPart(content)}
${questionsPart(content)}
<section aria-labelledby="paper"><h2 id="paper">Instaan voor een ja op papier</h2>
<p>Schreef een collega of een andere partner een ja op? Dan telt het pas als een tweede professional ervoor instaat.</p>
<p><a class="button" href="/children/${content.number}/paper">Code van het papier invullen</a></p></section>`;

const personsPart = ({
  number,
  persons,
  today,
}: FamilyContent): Markup => html`<section aria-labelledby="persons">
<h2 id="persons">Wie u heeft uitgenodigd</h2>
${when(persons.length === 0, () => html`<p>Nog niemand.</p>`)}
${when(
  persons.length > 0,
  () =>
    html`<ul>${persons.map(
      (person) => html`<li>${personInWords(person, persons)}, uitgenodigd op ${dayOf(person.invitedAt)}</li>`,
    )}</ul>`,
)}
<details class="card"${persons.length === 0 ? html` open` : html``}><summary>Iemand uitnodigen</summary>
<p>U krijgt een papier met een code. Daarmee laat de persoon zelf zien bij welk kind die hoort.</p>
<form method="post" action="/children/${number}/family/invitation">${onceField()}
${select('as', 'Wie nodigt u uit?', [
  ['guardian', 'Een ouder of verzorger'],
  ['young-person', 'De jongere zelf, vanaf 12 jaar'],
])}
${select(
  'language',
  'In welke taal komt het papier?',
  languages.map((language) => [language, ownNames[language]] as const),
)}
<button type="submit">Uitnodigen</button></form></details>
${when(persons.some(isGuardian), () => authorityForm(number, persons, today))}</section>`;

const authorityForm = (
  number: string,
  persons: readonly InvitedPerson[],
  today: string,
): Markup => html`<details class="card"><summary>Gezag doorgeven</summary>
<p>Geef door wat u zelf heeft gezien of gehoord. Zonder gezag telt een ja niet.</p>
<form method="post" action="/children/${number}/family/authority">${onceField()}
${select(
  'person',
  'Van wie?',
  persons.filter(isGuardian).map((person) => [person.person, personInWords(person, persons)] as const),
)}
${select('kind', 'Wat voor gezag?', authorityKinds)}
${select('source', 'Hoe weet u dat?', authoritySources)}
<p><label for="assertedOn">Op welke dag stelde u dit vast?</label>
<input id="assertedOn" name="assertedOn" type="date" max="${today}" value="${today}" required></p>
<button type="submit">Doorgeven</button></form></details>`;

const questionsPart = ({ number, persons, questions, purposes }: FamilyContent): Markup => html`
<section aria-labelledby="questions"><h2 id="questions">Wat u de familie heeft gevraagd</h2>
${when(questions.length === 0, () => html`<p>Nog niets.</p>`)}
${questions.map((line) => questionCard(number, persons, line))}
${when(
  purposes.length > 0,
  () => html`<details class="card"><summary>Toestemming vragen</summary>
<form method="post" action="/children/${number}/family/question">${onceField()}
${select(
  'purpose',
  'Waarvoor?',
  purposes.map(({ id, title }) => [id, title] as const),
)}
<p><label for="explanation">Waarom vraagt u dit?</label>
<span class="hint" id="explanation-hint">De familie leest dit precies zo. Schrijf kort en zonder vaktaal.</span>
<textarea id="explanation" name="explanation" rows="3" maxlength="1000" required aria-describedby="explanation-hint"></textarea></p>
<button type="submit">Vragen</button></form></details>`,
)}</section>`;

/** A person's answer is theirs: whether all said yes is all that a partner learns. */
const questionCard = (
  number: string,
  persons: readonly InvitedPerson[],
  { question, title, complete, mailFails }: QuestionLine,
): Markup => html`<div class="card"><h3>${title}</h3>
<p>Gevraagd op ${dayOf(question.askedAt)}. ${complete ? 'Iedereen die ja moet zeggen, heeft dat gedaan.' : 'Nog niet iedereen die ja moet zeggen, heeft dat gedaan.'}</p>
${when(mailFails, () =>
  notice(
    'plain',
    html`<p>Mail aan iemand die u uitnodigde komt niet aan. Vraag het in een gesprek of op papier.</p>`,
  ),
)}
${when(
  persons.length > 0,
  () =>
    html`<p>Opschrijven wat iemand zegt:</p><ul>${persons.map(
      (person) =>
        html`<li><a href="/children/${number}/questions/${question.request}/persons/${person.person}">${personInWords(person, persons)}<span class="unseen">, over ${title}</span></a></li>`,
    )}</ul>`,
)}</div>`;

const isGuardian = ({ as }: InvitedPerson): boolean => as === 'guardian';

const select = (
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
): Markup => html`<p><label for="${name}">${label}</label>
<select id="${name}" name="${name}" required>${options.map(
  ([value, text]) => html`<option value="${value}">${text}</option>`,
)}</select></p>`;

export const authorityMain = (
  number: string,
  {
    who,
    kind,
    inEffect,
    assertion,
  }: {
    /** In our own words. */
    readonly who: string;
    readonly kind: AuthorityKind;
    readonly inEffect: boolean;
    readonly assertion: string;
  },
): Markup => html`
<p><a href="/children/${number}/family">Terug naar de familie</a></p>
<h1>Gezag doorgegeven</h1>
<p class="lead">${who}: ${authorityInWords(kind)}.</p>
${
  inEffect
    ? notice('good', html`<p>Het geldt vanaf nu.</p>`)
    : notice(
        'plain',
        html`<h2>Het geldt nog niet</h2>
<p>Een privacy officer moet het eerst bevestigen. Geef dit kenmerk door:</p>
<p><code>${assertion}</code></p>`,
      )
}`;
