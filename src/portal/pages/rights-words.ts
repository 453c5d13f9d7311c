/** What became of a request about rights, in the words of the family. */
import type { OwnRightsRequest } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Language, type Markup, nothing, type Words } from '../../text/index.js';

/** What became of one partner that was asked, in a sentence. */
export function partnerAnswerIn(
  { say, day }: Pick<Words, 'say' | 'day'>,
  asked: OwnRightsRequest['partners'][number],
): string {
  const { name: partner, dueOn, answer } = asked;
  const on = day(parseCivilDate(answer?.on ?? dueOn));
  const said = { partner, day: on };
  switch (answer?.outcome) {
    case undefined:
      return say('rights.partnerWaits', said);
    case 'answered':
      return say('rights.partnerAnswered', said);
    case 'nothing-held':
      return say('rights.partnerNothing', said);
    case 'refused':
      return say('rights.partnerRefused', { ...said, article: answer.article ?? '' });
  }
}

/** How a request stands: until when it waits, or what became of it. */
export function requestStateIn(
  { say, day }: Words,
  { state, dueOn, refusal }: Omit<OwnRightsRequest, 'child'>,
): string {
  if (state === 'open') return say('rights.open', { day: day(parseCivilDate(dueOn)) });
  return say(`rights.${state}`, { article: refusal?.article ?? '' });
}

/**
 * What somebody wrote about a request, under a name for it; nothing where nothing was written.
 *
 * @param language of an officer's words, so that they are read out well; null for a person's own, which can be in any
 */
export const quoted = (name: string, words: string | null, language: Language | null): Markup =>
  words === null
    ? nothing
    : html`<div><p class="kernhub-soft">${name}</p><blockquote class="kernhub-quote" dir="auto"${language === null ? nothing : html` lang="${language}"`}>${words}</blockquote></div>`;
