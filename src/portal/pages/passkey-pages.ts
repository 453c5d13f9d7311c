import type { PasskeyChallenge } from '../../contract/index.js';
import type { ListedPasskey } from '../../passkeys/index.js';
import type { NamedChild } from '../../people/index.js';
import { html, type Markup, type Words, when } from '../../text/index.js';

interface PasskeysView {
  readonly child: NamedChild;
  readonly passkeys: readonly ListedPasskey[];
  readonly guards: Markup;
  /** Whether browsers make passkeys for this website. */
  readonly available: boolean;
  /** What went wrong, in words. */
  readonly fault: string | null;
}

/** What signing is, the own keys, and making one. */
export const passkeysPage = (words: Words, view: PasskeysView): Markup => {
  const { say } = words;
  const { child, passkeys, available, fault } = view;
  return html`
<p><a class="utrecht-link" href="/children/${child.id}">${say('child.title', { name: child.firstName })}</a></p>
${when(fault !== null, () => alert(fault ?? ''))}
<h1 class="utrecht-heading-1">${say('passkeys.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('passkeys.intro')}</p>
<p class="utrecht-paragraph">${say('passkeys.why')}</p>
<h2 class="utrecht-heading-2">${say('passkeys.listTitle', { name: child.firstName })}</h2>
${
  passkeys.length === 0
    ? html`<p class="utrecht-paragraph">${say('passkeys.none')}</p>`
    : html`<ul class="kernhub-cards">${passkeys.map((passkey) => card(words, child, passkey))}</ul>
<p class="kernhub-soft">${say('passkeys.codeHint')}</p>`
}
<h2 class="utrecht-heading-2">${say('passkeys.makeTitle')}</h2>
${available ? makeForm(words, view) : html`<p class="utrecht-paragraph">${say('passkeys.unavailable')}</p>`}`;
};

const makeForm = ({ say }: Words, { child, guards }: PasskeysView): Markup => html`
<form method="post" action="/children/${child.id}/passkeys/new" class="kernhub-stack">
${guards}
<p class="utrecht-paragraph">${say('passkeys.makeHow')}</p>
<label class="kernhub-choice"><input type="checkbox" name="everyYes" value="yes"><span>${say('passkeys.wishEveryYes')}
<span class="kernhub-soft kernhub-below">${say('passkeys.everyYesHint')}</span></span></label>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say('passkeys.begin')}</button></p>
</form>`;

const card = ({ say, day }: Words, child: NamedChild, passkey: ListedPasskey): Markup => {
  const { id, name, fingerprint, everyYes, registeredOn, revokedOn } = passkey;
  return html`<li class="kernhub-card kernhub-stack">
<h3 class="utrecht-heading-3"><bdi>${name}</bdi></h3>
<p class="kernhub-soft">${say('passkeys.madeOn', { day: day(registeredOn) })}</p>
${when(revokedOn !== null, () => html`<p><span class="kernhub-badge kernhub-badge--warm">${say('passkeys.revokedOn', { day: day(revokedOn ?? registeredOn) })}</span></p>`)}
${when(everyYes && revokedOn === null, () => html`<p>${say('passkeys.everyYes')}</p>`)}
<p>${say('passkeys.code')} <code class="kernhub-code" dir="ltr">${fingerprint}</code></p>
${when(
  revokedOn === null,
  () =>
    html`<p><a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/passkeys/${id}/revocation" aria-label="${say('passkeys.revokeLabel', { key: name })}">${say('passkeys.revoke')}</a></p>`,
)}
</li>`;
};

/** The device makes the key: only the script can ask it to. */
export const makePasskeyPage = (
  { say }: Words,
  child: NamedChild,
  { passkey, askedAt, everyYes, options }: PasskeyChallenge,
  guards: Markup,
): Markup => html`
<h1 class="utrecht-heading-1">${say('passkeys.makeTitle')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('passkeys.makeHow')}</p>
<form method="post" action="/children/${child.id}/passkeys" class="kernhub-stack" data-passkey="create" data-options="${JSON.stringify(options)}">
${guards}
<input type="hidden" name="passkey" value="${passkey}">
<input type="hidden" name="askedAt" value="${askedAt}">
${when(everyYes, () => html`<input type="hidden" name="everyYes" value="yes">`)}
${filled(['credential', 'clientDataJSON', 'attestationObject'])}
${script(say('passkeys.failed'), say('passkeys.withoutScript'))}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="button" id="passkey-start" hidden>${say('passkeys.make')}</button>
<a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/passkeys">${say('passkeys.keep')}</a>
</div>
</form>`;

/** Fields that the script fills. */
export const filled = (names: readonly string[]): readonly Markup[] =>
  names.map((name) => html`<input type="hidden" name="${name}" value="">`);

/** What is said where the device does not answer, and where no script can ask it. */
export const script = (failed: string, without: string): Markup => html`
<div class="utrecht-alert utrecht-alert--error" role="alert" id="passkey-failed" tabindex="-1" hidden><div class="utrecht-alert__content"><div class="utrecht-alert__message">
<p>${failed}</p></div></div></div>
<p class="utrecht-paragraph" id="passkey-without">${without}</p>`;

export const revokePasskeyPage = (
  { say }: Words,
  child: NamedChild,
  { id, name }: ListedPasskey,
  guards: Markup,
): Markup => html`
<h1 class="utrecht-heading-1">${say('passkeys.revokeTitle')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('passkeys.revokeWhat', { key: name })}</p>
<p class="utrecht-paragraph">${say('passkeys.revokeLost')}</p>
<form method="post" action="/children/${child.id}/passkeys/${id}/revocation">
${guards}
<div class="kernhub-answers">
<button class="utrecht-button utrecht-button--primary-action" type="submit">${say('passkeys.revokeConfirm')}</button>
<a class="utrecht-button utrecht-button--secondary-action" href="/children/${child.id}/passkeys">${say('passkeys.keep')}</a>
</div>
</form>`;

const alert = (fault: string): Markup =>
  html`<div class="utrecht-alert utrecht-alert--error" role="alert"><div class="utrecht-alert__content"><div class="utrecht-alert__message"><p>${fault}</p></div></div></div>`;
