/** A list of numbers below 2^32 that grows, in four bytes each. */
export class Numbers {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(place: number): number {
    return this.#values[place] ?? 0;
  }

  set(place: number, value: number): void {
    this.#values[place] = value;
  }
}

/** Things that are the same for many, each kept once under a number. */
export class Interned<T> {
  readonly #numbers = new Map<string, number>();
  readonly #things: T[] = [];

  /** @param thing must have the same JSON whenever it is the same */
  number(thing: T): number {
    const text = JSON.stringify(thing);
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
