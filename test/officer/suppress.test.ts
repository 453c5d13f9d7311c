import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallest, told } from '../../src/officer/domain/suppress.js';

interface Own {
  readonly asked: number;
  readonly released: number;
  readonly refused: number;
}

/** What partners asked, and how many children each request was about on average. */
const sumsOf = (own: readonly Own[], perChild: number) => {
  const of = (part: keyof Own) => {
    const count = own.reduce((sum, one) => sum + one[part], 0);
    return { count, children: Math.ceil(count / perChild) };
  };
  return { asked: of('asked'), released: of('released'), refused: of('refused'), own };
};
const partner = fc
  .tuple(fc.nat(25), fc.nat(25), fc.nat(25))
  .map(([released, refused, other]): Own => ({ asked: released + refused + other, released, refused }));

describe('numbers that leave the officers’ own view', () => {
  it('are never small, nor leave a small rest, for anyone who knows the own', () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.array(partner, { maxLength: 5 }), fc.constantFrom(1, 1.5, 4), (own, perChild) => {
        const { asked, released, refused } = told(sumsOf(own, perChild));
        const safe = (count: number): void => {
          expect(count === 0 || count >= smallest).toBe(true);
        };
        if (asked === null) {
          expect([released, refused]).toEqual([null, null]);
          return;
        }
        shown += 1;
        safe(asked);
        if (released !== null) safe(asked - released);
        if (refused !== null) safe(asked - refused);
        if (released !== null && refused !== null) safe(asked - released - refused);
        for (const one of own) {
          safe(asked - one.asked);
          if (released !== null) safe(released - one.released);
          if (refused !== null) safe(refused - one.refused);
          // Of what the others asked, what came of the rest of it.
          const others = asked - one.asked;
          if (released !== null) safe(others - (released - one.released));
          if (refused !== null) safe(others - (refused - one.refused));
          if (released !== null && refused !== null)
            safe(others - (released - one.released) - (refused - one.refused));
        }
      }),
      { numRuns: 3_000 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  it('leave no small rest of the others to whoever knows what came of its own', () => {
    const own = [
      { asked: 52, released: 41, refused: 0 },
      { asked: 60, released: 59, refused: 0 },
    ];
    // The first would take its 41 of 52 away from 100 of 112: that one of the others' 60 brought nothing.
    expect(told(sumsOf(own, 1))).toEqual({ asked: 112, released: null, refused: 0 });
  });

  it('are of many children, not of one about whom much was asked', () => {
    const own = [
      { asked: 20, released: 20, refused: 0 },
      { asked: 20, released: 20, refused: 0 },
    ];
    expect(told(sumsOf(own, 1))).toEqual({ asked: 40, released: 40, refused: 0 });
    expect(told(sumsOf(own, 40))).toEqual({ asked: null, released: null, refused: null });
  });

  it('are nothing where nothing was asked', () => {
    expect(told(sumsOf([], 1))).toEqual({ asked: 0, released: 0, refused: 0 });
  });
});
