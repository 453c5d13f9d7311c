import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress-line.js';

describe('the line that counts along', () => {
  it('shows how far it is and how fast, in one line, where somebody waits', async () => {
    let printed = '';
    const progress = progressLine((text) => {
      printed += text;
    });
    let entries = 0;
    const goOn = () => {
      entries += 1_000;
      progress.at(entries);
      return printed;
    };
    await expect.poll(goOn, { interval: 20 }).toMatch(/^\r[\d,]+ entries, [\d,]+\/s $/);
    const [, shown = ''] = /([\d,]+) entries/.exec(printed) ?? [];
    expect(Number(shown.replaceAll(',', ''))).toBe(entries);
    progress.end();
    expect(printed).toMatch(/^\r[^\r\n]+\n$/);
  });

  it('has a bar where it is known how far there is to go', async () => {
    let printed = '';
    const progress = progressLine(
      (text) => {
        printed += text;
      },
      { unit: 'rows', total: 4_000 },
    );
    const shown = (rows: number) => () => {
      printed = '';
      progress.at(rows);
      return printed;
    };
    await expect
      .poll(shown(1_000), { interval: 20 })
      .toMatch(/^\r█{6}░{18} {2}25 % 1,000 of 4,000 rows, [\d,]+\/s $/);
    // One that was just being recorded may come on top.
    await expect.poll(shown(4_001), { interval: 20 }).toMatch(/^\r█{24} 100 % 4,001 of 4,000 rows/);
  });

  it('says nothing of what is done at once', () => {
    let printed = '';
    const progress = progressLine((text) => {
      printed += text;
    });
    progress.at(10);
    progress.end();
    expect(printed).toBe('');
  });
});
