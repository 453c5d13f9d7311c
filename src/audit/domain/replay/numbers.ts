const chunkBits = 14;
const chunkLength = 1 << chunkBits;

/** A list of numbers below 2^32 that grows, in four bytes each; in pieces, so that none is ever copied to grow. */
export class Numbers {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const place = this.#length;
    if (place >>> chunkBits === this.#chunks.length) this.#chunks.push(new Uint32Array(chunkLength));
    this.#length += 1;
    this.set(place, value);
  }

  at(place: number): number {
    return this.#chunks[place >>> chunkBits]?.[place & (chunkLength - 1)] ?? 0;
  }

  /** Of a place that is there. */
  set(place: number, value: number): void {
    const chunk = this.#chunks[place >>> chunkBits];
    if (chunk !== undefined) chunk[place & (chunkLength - 1)] = value;
  }
}

const rowsOfChunk = 1 << 11;

/** Rows of equally many numbers, each in one piece: where one is looked for, little else is near in memory. */
export class Rows {
  readonly #width: number;
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  constructor(width: number) {
    this.#width = width;
  }

  get length(): number {
    return this.#length;
  }

  /** @returns the place of the new row */
  push(words: Uint32Array): number {
    const row = this.#length;
    if (row % rowsOfChunk === 0) this.#chunks.push(new Uint32Array(rowsOfChunk * this.#width));
    this.#length += 1;
    this.set(row, words);
    return row;
  }

  set(row: number, words: Uint32Array): void {
    const chunk = this.#chunkOf(row);
    const from = (row % rowsOfChunk) * this.#width;
    for (let word = 0; word < words.length; word += 1) chunk[from + word] = words[word] as number;
  }

  at(row: number, column: number): number {
    return this.#chunkOf(row)[(row % rowsOfChunk) * this.#width + column] as number;
  }

  startsWith(row: number, words: Uint32Array): boolean {
    const chunk = this.#chunkOf(row);
    const from = (row % rowsOfChunk) * this.#width;
    for (let word = 0; word < words.length; word += 1) {
      if (chunk[from + word] !== words[word]) return false;
    }
    return true;
  }

  #chunkOf(row: number): Uint32Array {
    return this.#chunks[Math.floor(row / rowsOfChunk)] as Uint32Array;
  }
}

export const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, nth) => text === other[nth]);

/** Things that are the same for many, each kept once under a number. */
export class Interned<T> {
  readonly #numbers = new Map<string, number>();
  readonly #things: T[] = [];
  readonly #nameOf: (thing: T) => string;
  readonly #isSame: (one: T, other: T) => boolean;
  /** Numbers of those named last, in a ring: what comes next is mostly one of them, and a name takes longer to make. */
  readonly #recent = [-1, -1, -1, -1];
  #turn = 0;

  /**
   * @param nameOf the same text for things that are the same, and for no others
   * @param isSame whether two surely are; where it is left out, only their names tell
   */
  constructor(
    nameOf: (thing: T) => string = JSON.stringify,
    isSame: (one: T, other: T) => boolean = () => false,
  ) {
    this.#nameOf = nameOf;
    this.#isSame = isSame;
  }

  number(thing: T): number {
    for (const number of this.#recent) {
      const known = this.#things[number];
      if (known !== undefined && this.#isSame(known, thing)) return number;
    }
    const number = this.#numberOf(thing);
    this.#recent[this.#turn % this.#recent.length] = number;
    this.#turn += 1;
    return number;
  }

  #numberOf(thing: T): number {
    const text = this.#nameOf(thing);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#things.length);
    return this.#things.push(thing) - 1;
  }

  /** The one that is kept of all that are the same. */
  shared(thing: T): T {
    return this.at(this.number(thing));
  }

  /** @throws RangeError */
  at(number: number): T {
    const thing = this.#things[number];
    if (thing === undefined) throw new RangeError('a number that was never given out');
    return thing;
  }
}

/** Texts that stand in many places, each kept once. */
export class Texts {
  readonly #texts = new Map<string, string>();

  keep<T extends string>(text: T): T {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return (known as T | undefined) ?? text;
  }
}
