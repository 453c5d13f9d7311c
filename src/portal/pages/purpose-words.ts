import type { Purpose, Retention } from '../../contract/index.js';
import type { Catalogue, Labels } from '../../purposes/index.js';
import type { Words } from '../../text/index.js';

/** A purpose in the reader's words, from the record that the rule uses and its labels: text and rule cannot diverge. */
export interface PurposeWords {
  labels(purpose: Purpose): Labels;
  title(purpose: Purpose): string;
  /** By id, also of a purpose that is no longer offered; as it was called in that version, or is in the one in force. */
  titleOf(purpose: string, version?: number): string;
  field(purpose: string, field: string, version?: number): string;
  howLong(purpose: Purpose): string;
}

export function purposeWordsFor(
  catalogue: Pick<Catalogue, 'labels' | 'current' | 'version'>,
  words: Words,
  reader: 'guardian' | 'young-person',
): PurposeWords {
  // A page of accesses asks for the same few some hundred times.
  const known = new Map<Purpose, Labels>();
  const labels = (purpose: Purpose): Labels => {
    const before = known.get(purpose);
    if (before !== undefined) return before;
    const found = catalogue.labels(purpose.id, purpose.version, words.language, reader);
    if (found === null) throw new RangeError('a purpose that is shown stands in the catalogue');
    known.set(purpose, found);
    return found;
  };
  const named = (id: string, version?: number): Purpose | null =>
    version === undefined ? catalogue.current(id) : catalogue.version(id, version);
  return {
    labels,
    title: (purpose) => labels(purpose).title,
    titleOf: (id, version) => {
      const purpose = named(id, version);
      return purpose === null ? id : labels(purpose).title;
    },
    field: (id, name, version) => {
      const purpose = named(id, version);
      return (purpose === null ? undefined : labels(purpose).fields[name]?.label) ?? name;
    },
    howLong: ({ retention }) => howLong(words, retention),
  };
}

function howLong(words: Words, retention: Retention): string {
  if ('after' in retention) {
    return words.say('question.howLongDuration', { duration: words.duration(retention.after) });
  }
  if ('event' in retention) {
    return words.say('question.howLongEvent', { duration: words.duration(retention.max) });
  }
  return words.say('question.howLongUntil', { day: words.dayOfYear(retention.on) });
}
