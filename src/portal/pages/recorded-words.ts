import type { Question } from '../../consent/index.js';
import type { RecordedChannel } from '../../contract/index.js';
import { html, type Markup, nothing, type TextKey, type Words } from '../../text/index.js';

const marks: Readonly<Record<RecordedChannel, TextKey>> = {
  assisted: 'paper.assistedMark',
  paper: 'paper.paperMark',
  phone: 'paper.phoneMark',
};

interface Recorded {
  readonly channel: 'portal' | RecordedChannel | 'code';
  readonly by: { readonly name: string } | null;
}

/** Who wrote a decision down, and how it came in. */
export interface RecordedWords {
  readonly by: string;
  readonly how: string;
}

/**
 * Where another hand wrote a decision down, so that nobody finds one of their own without seeing that. Null for what the
 * person did; what was done with the code on paper was done by who holds it.
 */
export function recordedWords({ say }: Pick<Words, 'say'>, recorded: Recorded | null): RecordedWords | null {
  if (recorded === null || recorded.by === null) return null;
  const { channel, by } = recorded;
  if (channel === 'portal' || channel === 'code') return null;
  return { by: say('paper.recordedBy', { partner: by.name }), how: say(marks[channel]) };
}

/** The same as a line of its own. */
export function recordedNote(words: Pick<Words, 'say'>, recorded: Recorded | null): Markup {
  const said = recordedWords(words, recorded);
  return said === null ? nothing : html`<p class="kernhub-soft">${said.by}, ${said.how}</p>`;
}

/** Of an own decision. */
export const handOf = ({ decision, recordedBy }: NonNullable<Question['own']>): Recorded => ({
  channel: decision.channel,
  by: recordedBy,
});
