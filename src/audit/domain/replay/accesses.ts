import type { EntryId } from '../../../contract/index.js';
import { Hidings } from '../../../exchange/offline.js';
import type { CivilDate, Json } from '../../../kernel/index.js';
import type { Catalogue } from '../../../purposes/offline.js';
import {
  type AccessKind,
  type AccessSight,
  accessHash,
  accessIn,
  isSeen,
} from '../../../receipts/offline.js';
import type { Recorded } from '../export/recorded.js';
import { lettersOf, readWords } from './base64url-words.js';
import type { Child } from './child.js';
import { Interned, Numbers, Rows, sameTexts } from './numbers.js';
import { timeOfEntry } from './time-of-entry.js';

/** Of ids, codes and numbers, in which there is no space. */
const nameOf = ({ event, asked }: AccessKind): string =>
  asked === null
    ? event
    : `${event} ${asked.purpose} ${asked.version} ${asked.role ?? '-'} ${asked.flow ?? '-'} ${asked.fields.join()}`;

const isSame = (one: AccessKind, other: AccessKind): boolean =>
  one.event === other.event &&
  (one.asked === null || other.asked === null
    ? one.asked === other.asked
    : one.asked.purpose === other.asked.purpose &&
      one.asked.version === other.asked.version &&
      one.asked.role === other.asked.role &&
      one.asked.flow === other.asked.flow &&
      sameTexts(one.asked.fields, other.asked.fields));

// Room that is used again: what lies in it is stored or hashed at once. An id and a SHA-256.
const name = new Uint32Array(12);
const idWords = name.subarray(0, 4);
const leafWords = name.subarray(idWords.length);
const leafBytes = new Uint8Array(leafWords.buffer, leafWords.byteOffset, leafWords.byteLength);

/** Every access to every child, in columns: what a list is made of, each knowing the one before it of the same child. */
export class Accesses {
  /** Words of its entry's id and of its leaf: hashed into a list only when somebody was told one. */
  readonly #names = new Rows(name.length);
  readonly #kinds = new Interned<AccessKind>(nameOf, isSame);
  readonly #kindOf = new Numbers();
  /** Whole seconds since 1970; days begin on one. */
  readonly #at = new Numbers();
  /** The number of the former and one; 0 for the first. */
  readonly #before = new Numbers();
  readonly #hidings = new Hidings();
  /** Exchanges of those that were ever hidden, by the access's number; they are few. */
  readonly #hidden = new Map<number, Json>();

  /** The entry that came last. @param leaf its hash in the log */
  add(child: Child, { id, event, at, payload }: Recorded, leaf: Uint8Array): void {
    this.#hidings.add(event, payload);
    const access = accessIn(event, payload);
    if (access === null) return;
    const { exchange = null } = payload;
    if (this.#hidings.until(exchange) !== null) this.#hidden.set(this.#before.length, exchange);
    readWords(id, 'ent_'.length, idWords);
    leafBytes.set(leaf);
    this.#names.push(name);
    this.#kindOf.push(this.#kinds.number(access));
    this.#at.push(Math.floor(timeOfEntry(at) / 1_000));
    this.#before.push(child.lastAccess);
    child.lastAccess = this.#before.length;
  }

  /** Hashes of those that may be seen so far, in the order of the log. */
  seen(child: Child, sight: AccessSight, catalogue: Catalogue, today: CivilDate): readonly Uint8Array[] {
    const hashes: Uint8Array[] = [];
    for (let place = child.lastAccess; place > 0; place = this.#before.at(place - 1)) {
      const number = place - 1;
      const kind = this.#kinds.at(this.#kindOf.at(number));
      const at = new Date(this.#at.at(number) * 1_000);
      if (isSeen(kind, at, sight, catalogue) && !(sight.family && this.#isHidden(number, today)))
        hashes.push(this.#hashAt(number, kind.event));
    }
    return hashes.reverse();
  }

  #isHidden(number: number, today: CivilDate): boolean {
    const exchange = this.#hidden.get(number);
    return exchange !== undefined && this.#hidings.hides(exchange, today);
  }

  #hashAt(number: number, event: AccessKind['event']): Uint8Array {
    for (let word = 0; word < name.length; word += 1) name[word] = this.#names.at(number, word);
    return accessHash({ entry: `ent_${lettersOf(idWords)}` as EntryId, event, leaf: leafBytes });
  }
}
