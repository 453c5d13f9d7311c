/** A form that was sent again when its first answer is gone: what stands, where it is, and what to do without the paper. */
import { html, type Markup } from '../../text/index.js';

export type DoneBeforeKind = 'invited' | 'yes' | 'no' | 'witnessed';

const said: Readonly<Record<DoneBeforeKind, { readonly title: string; readonly stands: string }>> = {
  invited: {
    title: 'Deze persoon is al uitgenodigd',
    stands: 'De uitnodiging staat bij Kernhub. Er is niets dubbel gedaan.',
  },
  yes: {
    title: 'Dit ja is al opgeschreven',
    stands: 'Het staat bij Kernhub en wacht op de tweede stap. Er is niets dubbel opgeschreven.',
  },
  no: {
    title: 'Dit nee is al opgeschreven',
    stands: 'Het staat bij Kernhub en geldt. Er is niets dubbel opgeschreven.',
  },
  witnessed: {
    title: 'U stond hier al voor in',
    stands: 'Het staat bij Kernhub. Er is niets dubbel gedaan.',
  },
};

/** Only these came with a code on paper. */
const withoutPaper: Readonly<Partial<Record<DoneBeforeKind, string>>> = {
  invited:
    'Nodig de persoon dan opnieuw uit. Die krijgt een nieuw papier; de eerste code hoeft niet gebruikt te worden.',
  yes: 'Schrijf het ja dan samen opnieuw op. Er komt een nieuw papier; het eerste vervalt als niemand er iets mee doet.',
};

export const doneBeforeMain = (number: string, kind: DoneBeforeKind): Markup => html`
<h1>${said[kind].title}</h1>
<p class="lead">${said[kind].stands}</p>
${paperPart(withoutPaper[kind])}
<p><a class="button" href="/children/${number}/family">Terug naar de familie</a></p>`;

const paperPart = (next: string | undefined): Markup =>
  next === undefined
    ? html``
    : html`<h2>Heeft de persoon het papier?</h2>
<ul><li>Ja: dan bent u klaar.</li>
<li>Nee: de code is niet nog eens te zien. ${next}</li></ul>`;
