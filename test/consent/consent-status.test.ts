import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/consent/domain/consent-status.js';
import type { DecisionFact } from '../../src/consent/domain/history.js';
import type { PersonId } from '../../src/contract/index.js';

const [mother, father] = ['per_mother', 'per_father'] as PersonId[];
const said = (person: PersonId | undefined, choice: 'given' | 'refused', order: number) =>
  ({ person, choice, order }) as DecisionFact;

describe('a yes that stands', () => {
  const own = said(mother, 'given', 5);
  it.each([
    ['given', 'the first', [own]],
    ['given', 'the first after a no', [said(mother, 'refused', 1), own]],
    ['given', 'the first of this person', [said(father, 'given', 1), own, said(father, 'given', 6)]],
    ['renewed', 'one after another', [said(mother, 'given', 1), own]],
    ['renewed', 'one after a yes and a no', [said(mother, 'given', 1), said(mother, 'refused', 2), own]],
  ])('is %s when it is %s', (status, _, about) => {
    expect(statusOf('given', own, about)).toBe(status);
  });

  it('is told from one that does not stand', () => {
    const about = [said(mother, 'given', 1), own];
    for (const state of ['refused', 'withdrawn', 'expired', 'invalidated'] as const)
      expect(statusOf(state, own, about)).toBe(state);
  });
});
