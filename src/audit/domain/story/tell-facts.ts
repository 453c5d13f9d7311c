/** What a decision stands on, as it was recorded: facts, and the family's words with the notice that was shown. */
import type { Decision, ExchangeStory, PartnerId } from '../../../contract/index.js';
import type { Json } from '../../../kernel/index.js';
import { ownMembers } from '../../../ledger/offline.js';
import type { Notice } from '../../../purposes/offline.js';
import { handIn } from '../../../receipts/offline.js';
import { ownEntries, partOf, type StoryEntry, type StoryMaterial } from './material.js';
import type { NameOf } from './tell-tasks.js';

/** The text of that hash, in that language, for a purpose version; null where the catalogue has none. */
export type NoticeOf = (about: {
  readonly purpose: string;
  readonly version: number;
  readonly language: string;
  readonly hash: string;
}) => Notice | null;

/** Who it is about, and texts that stand elsewhere in the story or in the catalogue. */
const unsaid = [
  ...['subject', 'person', 'sameAs', 'ref', 'account', 'invitation'],
  ...['content', 'notices', 'youngNotices', 'labels', 'youngLabels'],
];

/** Numbers the persons of a story in the order of the log, so that they can be told apart and are named nowhere. */
export class PersonNumbers {
  readonly #persons: string[] = [];

  of(person: unknown): number | null {
    if (typeof person !== 'string') return null;
    if (!this.#persons.includes(person)) this.#persons.push(person);
    return this.#persons.indexOf(person) + 1;
  }
}

export function factsOf(material: StoryMaterial, numbers: PersonNumbers): ExchangeStory['facts'] {
  return relied(material)
    .filter(({ kind }) => kind !== 'consent')
    .map(({ id, payload }) => ({
      entry: id,
      event: payload.event,
      at: payload.at,
      person: numbers.of(payload.person),
      says: Object.fromEntries(
        Object.entries(ownMembers(payload)).filter(([member]) => !unsaid.includes(member)),
      ),
    }));
}

export function consentsOf(
  material: StoryMaterial,
  numbers: PersonNumbers,
  { noticeOf, nameOf }: { readonly noticeOf: NoticeOf; readonly nameOf: NameOf },
): ExchangeStory['consents'] {
  return consentEntries(material).map((entry) => ({
    ...consentOf(entry, numbers, noticeOf),
    recorded: recordedIn(entry, nameOf),
    signed: entry.payload.signedWith !== undefined,
  }));
}

const consentEntries = (material: StoryMaterial): readonly StoryEntry[] =>
  relied(material).filter(({ kind, payload }) => kind === 'consent' && payload.decision !== undefined);

/** Partners that wrote a consent down. */
export const recordersIn = (material: StoryMaterial): readonly PartnerId[] =>
  consentEntries(material).flatMap((entry) => handIn(entry.payload)?.partner ?? []);

function recordedIn(entry: StoryEntry, nameOf: NameOf): ExchangeStory['consents'][number]['recorded'] {
  const hand = handIn(entry.payload);
  if (hand === null) return null;
  const { channel, partner } = hand;
  return { channel, by: partner === null ? null : { id: partner, name: nameOf(partner) } };
}

function consentOf(
  entry: StoryEntry,
  numbers: PersonNumbers,
  noticeOf: NoticeOf,
): Omit<ExchangeStory['consents'][number], 'recorded' | 'signed'> {
  const { id, payload } = entry;
  const decided = partOf<Decision>(entry, 'decision');
  const said = payload as unknown as Pick<ExchangeStory['consents'][number], 'decision' | 'version'>;
  return {
    entry: id,
    event: payload.event,
    at: payload.at,
    person: numbers.of(payload.person) ?? 1,
    as: (payload.as ?? null) as ExchangeStory['consents'][number]['as'],
    decision: said.decision,
    version: said.version,
    choice: decided?.choice ?? null,
    flows: decided?.flows ?? null,
    notice: decided === null ? null : noticeIn(decided, noticeOf),
  };
}

function noticeIn({ purpose, version, language, noticeHash: hash }: Decision, noticeOf: NoticeOf) {
  return { language, hash, text: noticeOf({ purpose, version, language, hash })?.text ?? null };
}

/** Entries that those of the exchange name, and that are none of it. */
export function relied(material: StoryMaterial): readonly StoryEntry[] {
  const named = new Set(ownEntries(material).flatMap(({ payload }) => payload.relies));
  return material.entries.filter(({ id, payload }) => named.has(id) && payload.exchange === undefined);
}

/** What the entry that published the purpose holds of it; null in a log from before the text was recorded. */
export const publishedPurpose = ({ asked, entries }: StoryMaterial): StoryEntry | null =>
  entries.find(
    ({ payload }) =>
      payload.event === 'purpose.published' &&
      payload.purpose === asked.purpose &&
      payload.version === asked.version,
  ) ?? null;

export const contentOf = <T>(entry: StoryEntry | null): T | null =>
  ((entry?.payload.content as Json | undefined) ?? null) as unknown as T | null;
