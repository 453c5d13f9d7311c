import type { ReceiptClaim } from '../../receipts/index.js';
import { html, type Markup, type TextKey, type Words, when } from '../../text/index.js';

/** Keys of this hub, for whoever wants to fill them in. */
export interface OfferedKeys {
  /** C2SP vkeys of the log. */
  readonly log: readonly string[];
  /** RFC 7638 thumbprints. */
  readonly hub: readonly string[];
}

/** What the page can check, in the order of checking; the rest takes files that only the command is given. */
const questions: Readonly<Record<Exclude<ReceiptClaim, 'witnesses' | 'held' | 'earlier'>, TextKey>> = {
  format: 'check.format',
  statement: 'check.statement',
  part: 'check.part',
  commitment: 'check.commitment',
  content: 'check.content',
  notice: 'check.notice',
  list: 'check.list',
  leaf: 'check.leaf',
  checkpoint: 'check.checkpoint',
  inclusion: 'check.inclusion',
  passkey: 'check.passkey',
  'signed-decision': 'check.signedDecision',
  'signed-now': 'check.signedNow',
  'signed-here': 'check.signedHere',
  'signed-for-site': 'check.signedForSite',
  'signed-by-person': 'check.signedByPerson',
  signature: 'check.signature',
};

const outcomes = ['holds', 'broken', 'notJson', 'otherKind', 'tooLarge', 'unreadable'] as const;
export type Outcome = (typeof outcomes)[number];

const onTrust = {
  keys: 'check.trustKeys',
  closed: 'check.trustClosed',
  words: 'check.trustWords',
  list: 'check.trustList',
  passkey: 'check.trustPasskey',
  witnesses: 'check.trustWitnesses',
} as const;
export type OnTrust = keyof typeof onTrust;

/**
 * Everything that the page can ever say stands in it, and the script only shows what applies: it needs no words of its
 * own, and no request. Without the script the page says what to do instead.
 */
export const checkPage = ({ say }: Words, keys: OfferedKeys): Markup => html`
<h1 class="utrecht-heading-1">${say('check.title')}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${say('check.intro')}</p>
<p class="utrecht-paragraph" id="check-without">${say('check.without')}</p>
<p class="utrecht-paragraph" id="check-paper" hidden>${say('check.paperFound')}</p>
<form id="check-form" class="kernhub-stack" hidden>
<p class="utrecht-paragraph">${say('check.offline')}</p>
<p>
<label class="utrecht-form-label kernhub-below" for="check-file">${say('check.file')}</label>
<span class="kernhub-soft kernhub-below" id="check-file-hint">${say('check.fileHint')}</span>
<input class="kernhub-file" type="file" id="check-file" aria-describedby="check-file-hint">
</p>
<details class="kernhub-details">
<summary>${say('check.keysTitle')}</summary>
<p class="utrecht-paragraph">${say('check.keysWhy')}</p>
${keyField('check-log-key', say('check.logKey'))}
${keyField('check-hub-key', say('check.hubKey'))}
<p><button class="utrecht-button utrecht-button--secondary-action" type="button" id="check-from-hub" aria-describedby="check-from-hub-why" data-log-key="${keys.log.join('\n')}" data-hub-key="${keys.hub.join('\n')}">${say('check.fromHub')}</button></p>
<p class="kernhub-soft" id="check-from-hub-why">${say('check.fromHubWhy')}</p>
</details>
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say('check.run')}</button></p>
</form>
<div id="check-result" role="status">
<p class="utrecht-paragraph" data-outcome="busy" hidden>${say('check.busy')}</p>
${outcomes.map(
  (outcome) => html`<div data-outcome="${outcome}" hidden>
<p class="kernhub-verdict"><strong>${say(`check.${outcome}`)}</strong></p>
${when(outcome === 'broken', () => html`<p class="utrecht-paragraph">${say('check.brokenNext')}</p>`)}
</div>`,
)}
</div>
<div id="check-details" hidden>
<h2 class="utrecht-heading-2">${say('check.checksTitle')}</h2>
<ol class="kernhub-checks">${Object.entries({ ...questions, paper: 'check.paper' as const }).map(
  ([claim, key]) => html`<li data-claim="${claim}" hidden><span>${say(key)}</span>
<strong class="kernhub-badge" data-answer="yes" hidden>${say('check.yes')}</strong>
<strong class="kernhub-badge kernhub-badge--warm" data-answer="no" hidden>${say('check.no')}</strong></li>`,
)}</ol>
<div id="check-trust" hidden>
<h2 class="utrecht-heading-2">${say('check.trustTitle')}</h2>
<ul class="utrecht-unordered-list">${Object.entries(onTrust).map(
  ([name, key]) => html`<li data-trust="${name}" hidden>${say(key)}</li>`,
)}</ul>
</div>
<details class="kernhub-details">
<summary>${say('check.details')}</summary>
<pre class="kernhub-report" id="check-report" lang="en" dir="ltr" tabindex="0"></pre>
</details>
</div>`;

const keyField = (id: string, label: string): Markup => html`<p>
<label class="utrecht-form-label kernhub-below" for="${id}">${label}</label>
<textarea class="utrecht-textarea" id="${id}" rows="2" dir="ltr" spellcheck="false" autocomplete="off"></textarea>
</p>`;
