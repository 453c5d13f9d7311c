import { html, type Markup, type Words } from '../../text/index.js';

/** What this is, and the way in. */
export const startPage = ({ say }: Words): Markup => html`
<div class="kernhub-hero kernhub-stack">
<h1 class="utrecht-heading-1">${say('start.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('start.intro')}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="/login?returnTo=%2Fchildren">${say('start.signIn')}</a></p>
<p class="kernhub-soft">${say('start.how')}</p>
</div>
<h2 class="utrecht-heading-2">${say('start.canTitle')}</h2>
<ul class="kernhub-points">
<li>${say('start.canAnswer')}</li>
<li>${say('start.canStop')}</li>
<li>${say('start.canSee')}</li>
<li>${say('start.canProve')}</li>
</ul>
<p class="kernhub-note"><strong>${say('start.noCost')}</strong></p>
<p class="utrecht-paragraph">${say('start.firstTime')}</p>
<p><a class="utrecht-link" href="/paper">${say('paper.title')}</a></p>`;

/** What a shared phone or computer still asks for. */
export const signedOutPage = ({ say }: Words): Markup => html`
<h1 class="utrecht-heading-1">${say('start.signedOutTitle')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('start.signedOut')}</p>
<p><a class="utrecht-button utrecht-button--secondary-action" href="/login?returnTo=%2Fchildren">${say('problems.signInAgain')}</a></p>`;
