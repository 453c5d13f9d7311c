/** What entries hold in their parts, which can be erased apart from them. */
import type { Child } from './child.js';
import { refuted, type Said } from './said.js';

/**
 * Parts that the entry must have had. Where one is gone, what rests on it can be neither borne out nor refuted; that an
 * erasure says why is asked at the end of the log.
 *
 * @throws ClaimBroken where the payload names none that could be gone: who never wrote it down cannot have lost it
 */
export function requireWritten(
  child: Child,
  said: Said<'subject.enrolled' | 'consent.given' | 'consent.refused'>,
  parts: readonly unknown[],
  what: string,
): void {
  const gone = parts.filter((part) => part === undefined).length;
  if (gone > said.erasedParts) throw refuted('part-written', `the entry never held ${what}`, said);
  if (gone > 0) child.hasErasedParts = true;
}
