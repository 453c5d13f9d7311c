import { describe, expect, it } from 'vitest';
import { together } from '../../src/kernel/index.js';

const later = async <T>(value: T, done: () => void): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  done();
  return value;
};
const failing = async (message: string): Promise<never> => {
  throw new Error(message);
};

describe('work done together', () => {
  it('gives each its own answer, in order', async () => {
    expect(await together([later('a', () => undefined), Promise.resolve(2)])).toEqual(['a', 2]);
  });

  it('waits for all before it says that one failed, and names the first in order', async () => {
    let done = false;
    const work = together([
      later(1, () => {
        done = true;
      }),
      failing('first'),
      failing('second'),
    ]);
    await expect(work).rejects.toThrow('first');
    expect(done).toBe(true);
  });
});
