/** The pages of the development identity provider: plain Dutch, no script, one stylesheet, a label for every field. */
import { html, Markup, nothing } from '../../text/index.js';
import { type Account, developmentCode, type Realm } from './registration.js';

const realmNames: Record<Realm, string> = {
  citizens: 'Inloggen voor ouders en jongeren',
  professionals: 'Inloggen voor professionals',
  officers: 'Inloggen voor beheerders en toezichthouders',
};

function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Testinlog</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><p><strong>Testinlog</strong> Alle namen zijn verzonnen.</p></header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`.text;
}

const alert = (message: string | undefined): Markup =>
  message === undefined ? nothing : html`<p class="alert" role="alert" id="fault">${message}</p>`;

const described = (message: string | undefined): Markup =>
  message === undefined ? nothing : html` aria-invalid="true" aria-describedby="fault"`;

const cancel = (base: string): Markup =>
  html`<form method="post" action="${base}/abort"><button class="quiet">Annuleren</button></form>`;

export interface SignInScreen {
  readonly base: string;
  readonly realm: Realm;
  readonly clientName: string;
  readonly accounts: readonly Account[];
  readonly typed?: string;
  readonly fault?: string;
}

export function signInPage({ base, realm, clientName, accounts, typed = '', fault }: SignInScreen): string {
  return page(
    realmNames[realm],
    html`<p>U gaat naar <strong>${clientName}</strong>.</p>
${alert(fault)}
<form method="post" action="${base}/login">
<label for="account">Gebruikersnaam</label>
<input id="account" name="account" value="${typed}" autocomplete="username" autocapitalize="none" spellcheck="false" required${described(fault)}>
<label for="password">Wachtwoord</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described(fault)}>
<button>Inloggen</button>
</form>
${cancel(base)}
<details>
<summary>Met welke testaccounts kan ik inloggen?</summary>
<ul>${accounts.map((one) => html`<li>${one.name}:<br><code>${one.account}</code> met <code>${one.password}</code></li>`)}</ul>
</details>`,
  );
}

export function codePage(base: string, fault?: string): string {
  return page(
    'Extra controle',
    html`<p>Vul de code in van 6 cijfers.</p>
<p class="note">In het echt krijgt u deze code in een app. Dit is een test, dus de code is altijd <code data-code>${developmentCode}</code>.</p>
${alert(fault)}
<form method="post" action="${base}/code">
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="one-time-code" required${described(fault)}>
<button>Controleren</button>
</form>
${cancel(base)}`,
  );
}

const scopeTexts: Record<string, string> = {
  openid: 'zien met welk account u bent ingelogd, hoe en wanneer',
  'hub:act': 'namens u de hub gebruiken, bijvoorbeeld om iets te vragen',
  'hub:administer': 'namens u de hub beheren',
  'hub:oversee': 'namens u toezicht houden op de hub',
};

export interface ConsentScreen {
  readonly base: string;
  readonly clientName: string;
  readonly personName: string;
  readonly scopes: readonly string[];
}

export function consentPage({ base, clientName, personName, scopes }: ConsentScreen): string {
  return page(
    'Mag dit?',
    html`<p>U bent ingelogd als <strong>${personName}</strong>.</p>
<p><strong>${clientName}</strong> wil:</p>
<ul>${scopes.map((scope) => html`<li>${scopeTexts[scope] ?? scope}</li>`)}</ul>
<p>Meer krijgt ${clientName} niet: geen naam, geen adres en geen burgerservicenummer.</p>
<form method="post" action="${base}/confirm"><button>Ja, dat mag</button></form>
<form method="post" action="${base}/abort"><button class="quiet">Nee, stoppen</button></form>`,
  );
}

export const errorPage = (reason: string): string =>
  page(
    'Dit lukt niet',
    html`<p class="alert" role="alert">Het inloggen kan niet verdergaan.</p>
<p>Ga terug naar de pagina waar u vandaan kwam en probeer het opnieuw.</p>
<p class="note">Voor de beheerder: <span lang="en">${reason}</span></p>`,
  );

/** @param form the provider's own form, whose fields protect against forged sign-outs */
export const signOutPage = (form: string): string =>
  page(
    'Uitloggen',
    html`<p>Wilt u uitloggen?</p>
${new Markup(form)}
<button form="op.logoutForm" name="logout" value="yes">Ja, uitloggen</button>
<button class="quiet" form="op.logoutForm">Nee, ingelogd blijven</button>`,
  );

export const signedOutPage = (): string => page('U bent uitgelogd', html`<p>U kunt deze pagina sluiten.</p>`);
