import type { NamedChild } from '../../people/index.js';
import { html, type Markup, type Words } from '../../text/index.js';

/** One page of a list. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** From a page about a child to the child's own. */
export const wayBack = ({ say }: Words, child: Pick<NamedChild, 'id' | 'firstName'>): Markup =>
  html`<p><a class="utrecht-link" href="/children/${child.id}">${say('child.title', { name: child.firstName })}</a></p>`;
