import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/ledger/usecases/take-turns.js';

describe('turns', () => {
  it('come one after the other, in the order of asking', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const act = async (name: string): Promise<void> => {
      const end = await turns.take(5_000);
      seen.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ends`);
      end?.();
      end?.();
    };
    await Promise.all(['one', 'two', 'three'].map(act));
    expect(seen).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('are given up after a while, and who stands behind is not held up by that', async () => {
    const turns = new Turns();
    const end = await turns.take(5_000);
    expect(await turns.take(5)).toBeNull();
    const behind = turns.take(5_000);
    end?.();
    expect(await behind).toBeTypeOf('function');
  });
});
