import { html, type Markup, when } from '../../text/index.js';

export interface Frame {
  readonly title: string;
  /** Name of the partner. */
  readonly partner: string;
  /** Null when nobody is signed in. */
  readonly account: string | null;
  readonly main: Markup;
}

export const page = ({ title, partner, account, main }: Frame): string =>
  html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Kernhub-agent</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">Naar de inhoud</a>
<header>
<p class="brand"><a href="/">Kernhub-agent</a><span>${partner}</span></p>
${when(
  account !== null,
  () => html`<form method="post" action="/logout"><span>Ingelogd als ${account ?? ''}</span>
<button class="quiet" type="submit">Uitloggen</button></form>`,
)}
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer><p>Wat u hier ziet is alleen bij uw organisatie leesbaar. Kernhub zelf kan het niet lezen.</p></footer>
</body>
</html>`.text;

/** One message that asks for attention, with what to do next. */
export const notice = (kind: 'alarm' | 'good' | 'plain', content: Markup): Markup =>
  html`<div class="notice ${kind}"${kind === 'alarm' ? html` role="alert"` : html``}>${content}</div>`;
