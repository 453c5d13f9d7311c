import { html, type Markup, when } from '../../text/index.js';
import type { Problem } from '../problem.js';
import { failureInWords } from './wording.js';

/** What a page knows better of what went wrong on it than the code alone says. */
export interface ProblemHere {
  readonly words?: string;
  /** By the place that a fault names. */
  readonly faults: Readonly<Record<string, string>>;
  readonly next: { readonly href: string; readonly text: string };
}

export const problemMain = (
  { code, title, detail, errors, traceId }: Problem,
  here: ProblemHere | null,
): Markup => {
  const words = here?.words ?? failureInWords(code);
  const next = nextSteps[code] ?? here?.next ?? { href: '/', text: 'Naar het overzicht' };
  return html`<div role="alert"><h1>Het lukte niet</h1>
<p class="lead">${words === code ? title : words}</p>
${when(detail !== undefined, () => html`<p>${detail ?? ''}</p>`)}
${when(
  errors !== undefined,
  () =>
    html`<ul>${(errors ?? []).map(({ pointer, reason }) => {
      const said = here?.faults[pointer];
      return said === undefined ? html`<li><code>${pointer}</code> ${reason}</li>` : html`<li>${said}</li>`;
    })}</ul>`,
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
