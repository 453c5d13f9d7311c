import { describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import {
  type CosignerKey,
  cosignerOf,
  noteSigner,
  parseWitnessPolicy,
  WitnessPolicyInvalid,
} from '../../src/tlog/index.js';

const keyOf = async (name: string): Promise<CosignerKey> =>
  cosignerOf(name, await generatePrivateJwk('Ed25519')).verifier;
const keys = await Promise.all(['x1', 'x2', 'x3', 'y1', 'y2', 'y3'].map((name) => keyOf(`${name}.test`)));
const log = noteSigner('log.test', await generatePrivateJwk('Ed25519')).verifier;
const vkeyOf = (place: number): string => keys[place]?.vkey ?? '';

/** The two levels of groups of the specification's own example. */
const example = `
# Two organisations
log ${log.vkey} https://log.test/
witness X1 ${vkeyOf(0)} https://x1.test/prefix/
witness X2 ${vkeyOf(1)}
\twitness  X3\t${vkeyOf(2)}
group X-witnesses 2 X1 X2 X3
witness Y1 ${vkeyOf(3)}
witness Y2 ${vkeyOf(4)}
witness Y3 ${vkeyOf(5)}
group Y-witnesses any Y1 Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

describe('a witness policy', () => {
  it('holds the logs, the witnesses and where they are', () => {
    const policy = parseWitnessPolicy(example);
    expect(policy.logs).toEqual([log]);
    expect(policy.witnesses.map(({ name }) => name)).toEqual(['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3']);
    expect(policy.witnesses.map(({ url }) => url).slice(0, 2)).toEqual(['https://x1.test/prefix', null]);
  });

  it('is satisfied by exactly the sets that its groups demand', () => {
    const policy = parseWitnessPolicy(example);
    for (let set = 0; set < 64; set += 1) {
      const cosigners = keys.filter((_, place) => (set & (1 << place)) !== 0);
      const [xs, ys] = [set & 7, set >> 3].map(
        (part) => [1, 2, 4].filter((bit) => (part & bit) !== 0).length,
      );
      expect([set, policy.satisfiedBy(cosigners)]).toEqual([set, (xs ?? 0) >= 2 && (ys ?? 0) >= 1]);
    }
  });

  it('counts a witness once, and a stranger never', async () => {
    const policy = parseWitnessPolicy(example);
    const [one, , , y] = keys;
    const twice = [one, one, y].filter((key) => key !== undefined);
    expect(policy.satisfiedBy(twice)).toBe(false);
    expect(policy.satisfiedBy([...twice, await keyOf('x2.test')])).toBe(false);
  });

  it('may demand one witness, or none', () => {
    const one = parseWitnessPolicy(`witness A ${vkeyOf(0)}\nquorum A`);
    expect([one.satisfiedBy([]), one.satisfiedBy(keys)]).toEqual([false, true]);
    expect(parseWitnessPolicy('quorum none').satisfiedBy([])).toBe(true);
  });

  const a = `witness A ${vkeyOf(0)}\n`;
  it.each([
    ['nothing', '', 'no quorum line'],
    ['two quorums', `${a}quorum A\nquorum A`, 'line 3: there is a quorum line already'],
    ['a quorum of nobody', 'quorum A', 'line 1: A is not defined'],
    ['a group of later ones', `group G any A\n${a}quorum G`, 'line 1: A is not defined'],
    ['none in a group', `${a}group G any none\nquorum G`, 'line 2: none is not defined'],
    ['a threshold of none', `${a}group G 0 A\nquorum G`, 'line 2: a group of 1 needs'],
    ['a threshold past all', `${a}group G 2 A\nquorum G`, 'line 2: a group of 1 needs'],
    ['a name twice', `${a}witness A ${vkeyOf(1)}\nquorum A`, 'line 2: the name A is taken'],
    ['a key twice', `${a}witness B ${vkeyOf(0)}\nquorum A`, 'line 2: the key of this witness'],
    ['a log twice', `log ${log.vkey}\nlog ${log.vkey}\nquorum none`, 'line 2: the key of this log'],
    ['a member twice', `${a}group G any A A\nquorum G`, 'line 2: A is already in a group'],
    ['a member of two', `${a}group G any A\ngroup H any A\nquorum G`, 'line 3: A is already in a group'],
    ['a group called none', `${a}group none any A\nquorum none`, 'line 2: the name none is taken'],
    ['a log as a witness', `witness A ${log.vkey}\nquorum A`, 'line 1: not the vkey'],
    ['a witness as a log', `log ${vkeyOf(0)}\nquorum none`, 'line 1: not the vkey'],
    ['another word', 'policy none', 'line 1: a line begins with'],
    ['no URL', `witness A ${vkeyOf(0)} ftp://a.test\nquorum A`, 'line 1: ftp://a.test is not'],
    ['a carriage return', `${a}quorum A\r\n`, 'a control character'],
  ])('is refused with %s, naming the line', (_, text, reason) => {
    expect(() => parseWitnessPolicy(text)).toThrow(WitnessPolicyInvalid);
    expect(() => parseWitnessPolicy(text)).toThrow(reason);
  });
});
