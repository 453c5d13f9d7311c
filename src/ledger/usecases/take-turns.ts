/** One after the other, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /**
   * @param limitMs how long to wait for those before
   * @returns what ends the turn, where calling it again does no harm; null when it did not come in time
   */
  take(limitMs: number): Promise<(() => void) | null> {
    const before = this.#last;
    let end = (): void => undefined;
    this.#last = new Promise((ended) => {
      end = ended;
    });
    return new Promise((taken) => {
      const timer = setTimeout(() => {
        taken(null);
        // Nobody will end it, and others stand behind.
        void before.then(end);
      }, limitMs);
      void before.then(() => {
        clearTimeout(timer);
        taken(end);
      });
    });
  }
}
