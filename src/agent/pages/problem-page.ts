import { html, type Markup, when } from '../../text/index.js';
import type { Problem } from '../problem.js';
import { failureInWords } from './wording.js';

export const problemMain = ({ code, title, detail, errors, traceId }: Problem): Markup => {
  const words = failureInWords(code);
  const next = nextSteps[code] ?? { href: '/', text: 'Naar het overzicht' };
  return html`<div role="alert"><h1>Het lukte niet</h1>
<p class="lead">${words === code ? title : words}</p>
${when(detail !== undefined, () => html`<p>${detail ?? ''}</p>`)}
${when(
  errors !== undefined,
  () =>
    html`<ul>${(errors ?? []).map(({ pointer, reason }) => html`<li><code>${pointer}</code> ${reason}</li>`)}</ul>`,
)}</div>
<p><a class="button" href="${next.href}">${next.text}</a></p>
<p class="hint">Code <code>${code}</code>, kenmerk <code>${traceId}</code></p>`;
};

const nextSteps: Readonly<Record<string, { readonly href: string; readonly text: string }>> = {
  'step-up-required': { href: '/login?level=strong', text: 'Inloggen met twee stappen' },
  'session-required': { href: '/login', text: 'Inloggen' },
  unauthenticated: { href: '/login', text: 'Inloggen' },
  'session-expired': { href: '/login', text: 'Inloggen' },
  'sign-in-refused': { href: '/login', text: 'Inloggen' },
};
