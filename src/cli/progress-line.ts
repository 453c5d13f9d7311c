const everyMs = 500;
const barWidth = 24;

export interface Progress {
  readonly at: (count: number) => void;
  readonly end: () => void;
}

/**
 * One line that counts along where somebody waits for long, with a bar where it is known how far there is to go; nothing
 * for what is done at once.
 *
 * @param unit of what is counted, such as `rows`
 */
export function progressLine(
  err: (text: string) => void,
  { unit = 'entries', total }: { readonly unit?: string; readonly total?: number } = {},
): Progress {
  const began = performance.now();
  let last = began;
  let shown = false;
  return {
    at: (count) => {
      const now = performance.now();
      if (now - last < everyMs) return;
      last = now;
      shown = true;
      const rate = Math.round(count / ((now - began) / 1000)).toLocaleString('en');
      const counted = count.toLocaleString('en');
      err(
        total === undefined
          ? `\r${counted} ${unit}, ${rate}/s `
          : `\r${bar(count / total)} ${counted} of ${total.toLocaleString('en')} ${unit}, ${rate}/s `,
      );
    },
    end: () => {
      if (shown) err('\n');
    },
  };
}

function bar(part: number): string {
  const done = Math.min(1, Math.max(0, part));
  const full = Math.round(done * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(done * 100)).padStart(3)} %`;
}
