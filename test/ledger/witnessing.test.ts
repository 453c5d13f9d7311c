import { describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import {
  type Cosigned,
  cosignedNote,
  hasQuorum,
  headToHandOut,
  healthOf,
} from '../../src/ledger/domain/witnessing.js';
import { cosignerOf, parseWitnessPolicy } from '../../src/tlog/index.js';

const vkeys = await Promise.all(
  ['a', 'b', 'c'].map(async (name) => cosignerOf(name, await generatePrivateJwk('Ed25519')).verifier.vkey),
);
const policy = parseWitnessPolicy(
  `${['A', 'B', 'C'].map((name, place) => `witness ${name} ${vkeys[place]}`).join('\n')}
  group G 2 A B C
  quorum G`,
);
const head = (size: number, by: readonly number[], supersededFor: number | null = null): Cosigned => ({
  size,
  note: `note ${size}\n`,
  supersededFor,
  cosignatures: by.map((place) => ({ witness: vkeys[place] ?? 'somebody', line: `— line of ${place}` })),
});

describe('the checkpoint to hand out', () => {
  it('is the newest with a quorum, while nothing newer waits for longer than the grace', () => {
    const witnessed = head(7, [0, 1], 20);
    expect(headToHandOut(policy, [head(9, [0]), head(8, [], 3), witnessed, head(6, [0, 1], 40)], 20)).toBe(
      witnessed,
    );
    const newest = head(9, [0]);
    expect(headToHandOut(policy, [newest, head(7, [0, 1], 20.1)], 20)).toBe(newest);
    expect(headToHandOut(policy, [newest], 20)).toBe(newest);
    expect(headToHandOut(policy, [], 20)).toBeUndefined();
  });

  it('is simply the newest where the policy demands nobody', () => {
    const none = parseWitnessPolicy(`witness A ${vkeys[0]}\nquorum none`);
    expect(headToHandOut(none, [head(9, []), head(8, [0], 1)], 20)?.size).toBe(9);
  });

  it('carries the lines of the policy’s witnesses, and of nobody else', () => {
    expect(cosignedNote(policy, head(7, [2, 5, 0]))).toBe('note 7\n— line of 2\n— line of 0\n');
    expect(hasQuorum(policy, head(7, [2, 5]))).toBe(false);
  });
});

describe('the health of the witnesses', () => {
  const last = (...ages: readonly (number | null | undefined)[]) =>
    new Map(
      ages.flatMap((supersededFor, place) =>
        supersededFor === undefined ? [] : [[vkeys[place] ?? '', { supersededFor }] as const],
      ),
    );

  it('is good when the quorum follows, and still names who does not', () => {
    expect(healthOf(policy, [head(9, [0, 1])], last(null, null, 21), 20)).toEqual({
      quorum: true,
      lagSeconds: 0,
      missing: ['C'],
    });
  });

  it('tells for how long there is no quorum', () => {
    const heads = [head(9, [0]), head(7, [0, 1], 65.4)];
    expect(healthOf(policy, heads, last(null, 65.4), 20)).toEqual({
      quorum: false,
      lagSeconds: 65,
      missing: ['B', 'C'],
    });
  });

  it('takes what it cannot find for at least as late as the oldest that it looked at', () => {
    const heads = [head(9, []), head(8, [0], 30)];
    expect(healthOf(policy, heads, last(30), 20)).toMatchObject({ quorum: false, lagSeconds: 30 });
  });
});
