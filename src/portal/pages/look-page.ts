import type { OfficerLook } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import type { NamedChild } from '../../people/index.js';
import { html, type Markup, type Words } from '../../text/index.js';
import { wayBack } from './way-back.js';

/** Which looks privacy officers took at a child. */
export const looksPage = (words: Words, child: NamedChild, looks: readonly OfficerLook[]): Markup => {
  const { say, day } = words;
  return html`
${wayBack(words, child)}
<h1 class="utrecht-heading-1">${say('looks.title')}</h1>
<p class="utrecht-paragraph">${say('looks.intro')}</p>
${
  looks.length === 0
    ? html`<p class="utrecht-paragraph">${say('looks.none')}</p>`
    : html`<ol class="kernhub-cards">${looks.map(
        ({ on, what, duty }) => html`<li class="kernhub-card kernhub-card--dense">
<h2 class="utrecht-heading-3"><time datetime="${on}">${day(parseCivilDate(on))}</time></h2>
<p>${say(duty === 'partner-officer' ? 'looks.whoOfPartner' : 'looks.who')}: ${say(`looks.${what}`, { name: child.firstName })}</p>
</li>`,
      )}</ol>`
}`;
};
