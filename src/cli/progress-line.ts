const everyMs = 500;

/** One line that counts along where somebody waits for long; nothing for what is done at once. */
export function progressLine(err: (text: string) => void): {
  readonly at: (entries: number) => void;
  readonly end: () => void;
} {
  const began = performance.now();
  let last = began;
  let shown = false;
  return {
    at: (entries) => {
      const now = performance.now();
      if (now - last < everyMs) return;
      last = now;
      shown = true;
      const rate = Math.round(entries / ((now - began) / 1000));
      err(`\r${entries.toLocaleString('en')} entries, ${rate.toLocaleString('en')}/s `);
    },
    end: () => {
      if (shown) err('\n');
    },
  };
}
