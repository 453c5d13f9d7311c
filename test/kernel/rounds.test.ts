import { afterEach, describe, expect, it, vi } from 'vitest';
import { inRounds } from '../../src/kernel/index.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('work in rounds', () => {
  it('goes on after a round that fails, which is told', async () => {
    let done = 0;
    const failures: unknown[] = [];
    const rounds = inRounds(
      async () => {
        done += 1;
        if (done === 1) throw new Error('the first');
      },
      1,
      (error) => failures.push(error),
    );
    rounds.start();
    rounds.start();
    await expect.poll(() => done).toBeGreaterThan(2);
    await rounds.stop();
    expect(failures).toEqual([new Error('the first')]);
  });

  it('stops once the round that runs is done, which hears of it, and begins no other', async () => {
    vi.useFakeTimers();
    let begun = 0;
    let hear = (): boolean => false;
    let end = (): void => undefined;
    const work = (enough: () => boolean) => {
      begun += 1;
      hear = enough;
      return new Promise<void>((done) => {
        end = done;
      });
    };
    const rounds = inRounds(work, 1, (error) => expect.unreachable(String(error)));
    rounds.start();
    expect(hear()).toBe(false);
    const stopping = rounds.stop();
    expect(hear()).toBe(true);
    end();
    await stopping;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(1);
    rounds.start();
    expect(begun).toBe(2);
    end();
    await rounds.stop();
  });
});
