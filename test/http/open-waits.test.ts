import { describe, expect, it } from 'vitest';
import { openWaits } from '../../src/http/domain/open-waits.js';

describe('calls that a partner keeps open', () => {
  it('are as many as it may, each place free again once it ends, and once only', () => {
    const waits = openWaits(2);
    const [first, second] = [waits.enter('a'), waits.enter('a')];
    expect([waits.enter('a'), waits.enter('b')]).toEqual([null, expect.any(Function)]);
    first?.();
    first?.();
    expect(waits.enter('a')).not.toBeNull();
    expect(waits.enter('a')).toBeNull();
    second?.();
    expect(waits.enter('a')).not.toBeNull();
  });
});
