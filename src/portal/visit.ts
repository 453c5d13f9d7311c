import type { Question } from '../consent/index.js';
import type { ChildRef, Citizen, Reply } from '../contract/index.js';
import { type Browser, languageOf, readerOf, remembering } from '../pages/index.js';
import type { NamedChild } from '../people/index.js';
import { type Markup, type Reader, readerAmong, type Words, wordsFor } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { type PurposeWords, purposeWordsFor } from './pages/purpose-words.js';

export type Decided = Question & { readonly own: NonNullable<Question['own']> };

export const isDecided = (question: Question): question is Decided => question.own !== null;

/**
 * What this person decided, each decision once: the newest question about it stands for all, and is complete where one of
 * them is.
 */
export function decidedAmong(questions: readonly Question[]): readonly Decided[] {
  const decisions = new Map<string, Decided>();
  for (const question of questions.filter(isDecided)) {
    const { id } = question.own.decision;
    const known = decisions.get(id) ?? question;
    decisions.set(id, question.state === 'complete' ? { ...known, state: 'complete' } : known);
  }
  return [...decisions.values()];
}

/** Who reads a page, in which words, and how it is shown: so that the pages after it know who reads. */
export interface Reading {
  readonly words: Words;
  show(
    title: string,
    main: Markup,
    options: { readonly path: string; readonly status?: number; readonly script?: string },
  ): Reply;
}

export function readingAs(reader: Reader, { frame }: Pick<PortalNeeds, 'frame'>, browser: Browser): Reading {
  const words = wordsFor(languageOf(browser), reader);
  return {
    words,
    show: (title, main, { status = 200, ...page }) =>
      remembering(frame(status, { words, title, main, signedIn: true, browser, ...page }), browser, reader),
  };
}

/** Of a page that is about no child: as an earlier page of this session said, else looked up. */
export const readingHere = async (
  needs: Pick<PortalNeeds, 'people' | 'frame'>,
  { account }: Citizen,
  browser: Browser,
): Promise<Reading> =>
  readingAs(readerOf(browser) ?? readerAmong(await needs.people.children(account)), needs, browser);

/** One person who looks at one child: in which words, and what every page of it needs. */
export interface Visit {
  readonly child: NamedChild;
  readonly words: Words;
  readonly purposeWords: PurposeWords;
  /** Path of the child's own page. */
  readonly base: string;
  questions(): Promise<readonly Question[]>;
  show(
    title: string,
    main: Markup,
    options?: { readonly status?: number; readonly path?: string; readonly script?: string },
  ): Reply;
}

/** @throws NotFound also for a child that is not this person's */
export async function visitChild(
  needs: PortalNeeds,
  { account }: Citizen,
  ref: ChildRef,
  browser: Browser,
): Promise<Visit> {
  const child = await needs.people.child(account, ref);
  const { words, show } = readingAs(readerAmong([child]), needs, browser);
  const base = `/children/${child.id}`;
  return {
    child,
    words,
    base,
    purposeWords: purposeWordsFor(needs.catalogue, words, child.as),
    questions: () => needs.consent.questions(account, child.id, words.language),
    show: (title, main, options) => show(title, main, { path: base, ...options }),
  };
}
