/** The paper with the code of an invitation, in the language of whoever takes it home. */
import type { FamilyLanguage } from '../../contract/index.js';
import { html, type Markup, readerAmong, wordsFor } from '../../text/index.js';
import type { InvitedPerson } from '../state-shapes.js';

interface Invited {
  readonly number: string;
  readonly person: Pick<InvitedPerson, 'as'>;
  /** In our own words, such as *Ouder of verzorger 1*. */
  readonly who: string;
  readonly language: FamilyLanguage;
  /** Name of this partner. */
  readonly partner: string;
  /** Where families go. */
  readonly portal: string;
  readonly code: string;
  readonly expiresAt: string;
}

export const invitedMain = (
  invited: Invited,
): Markup => html`<div class="on-screen"><p><a href="/children/${invited.number}/family">Terug naar de familie</a></p>
<h1>Uitgenodigd: ${invited.who}</h1>
<p class="lead">Druk deze pagina af en geef het papier aan de persoon zelf, aan niemand anders. De code is alleen nu te zien.</p></div>
${invitationSheet(invited)}`;

function invitationSheet({ person, who, language, partner, portal, code, expiresAt }: Invited): Markup {
  const words = wordsFor(language, readerAmong([person]));
  const { say } = words;
  return html`<section class="sheet" lang="${language}" dir="${words.direction}" aria-labelledby="sheet">
<h2 id="sheet">${say('invitation.title', { partner })}</h2>
<p class="lead">${say('invitation.intro')}</p>
<h3>${say('invitation.start')}</h3>
<ol class="steps">
<li>${say('invitation.go')} <span class="address" dir="ltr">${portal}</span></li>
<li>${say('invitation.signIn')}</li>
<li>${say('invitation.enter')} <span class="code" dir="ltr"><code>${code}</code></span></li>
</ol>
<p>${say('invitation.only')}</p>
<p><strong>${say('invitation.until', { day: words.day(new Date(expiresAt)) })}</strong> ${say('invitation.keep', { partner })}</p>
<p>${say('invitation.help', { partner })}</p>
<p class="hint" lang="nl" dir="ltr">${who}</p></section>`;
}
