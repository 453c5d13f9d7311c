import { beforeEach, describe, expect, it } from 'vitest';
import { type DoOnce, doOnce } from '../../src/agent/pages/once.js';

const path = '/children/1001/questions/crq_1/persons/prf_1';
const sent = { account: 'anna', path, form: { once: 'a', choice: 'given', fields: ['leerjaar', 'zorg'] } };

let time: number;
let done: DoOnce<string>;
let names: string[];
beforeEach(() => {
  time = 0;
  names = [];
  done = doOnce({ now: () => new Date(time) });
});
const act = async (name: string): Promise<string> => {
  names.push(name);
  return `paper ${names.length}`;
};

describe('a form that is sent twice', () => {
  it('is done once, and both get the one answer, also the one that comes while the first runs', async () => {
    const both = await Promise.all([done(sent, act), done({ ...sent, form: { ...sent.form } }, act)]);
    expect(both).toEqual(['paper 1', 'paper 1']);
    time += 14 * 60_000;
    expect(await done(sent, act)).toBe('paper 1');
    expect(names).toHaveLength(1);
  });

  it.each([
    ['somebody else sends', { ...sent, account: 'bram' }],
    ['goes about another person', { ...sent, path: path.replace('prf_1', 'prf_2') }],
    ['was shown anew', { ...sent, form: { ...sent.form, once: 'b' } }],
    ['says something else', { ...sent, form: { ...sent.form, choice: 'refused' } }],
    ['allows less', { ...sent, form: { ...sent.form, fields: 'leerjaar' } }],
  ])('is another that %s', async (_what, other) => {
    await done(sent, act);
    expect(await done(other, act)).toBe('paper 2');
    expect(new Set(names).size).toBe(2);
  });

  it('is done each time where it carries no token', async () => {
    const without = { ...sent, form: { choice: 'given' } };
    expect([await done(without, act), await done(without, act)]).toEqual(['paper 1', 'paper 2']);
    expect(new Set(names).size).toBe(2);
  });

  it('may be tried again after it failed, under the same name', async () => {
    const failing = (name: string): Promise<string> => {
      names.push(name);
      return Promise.reject(new Error('the answer broke off'));
    };
    await expect(done(sent, failing)).rejects.toThrow('broke off');
    expect(await done(sent, act)).toBe('paper 2');
    expect(names[0]).toBe(names[1]);
  });

  it('keeps its name for the hub when its answer is forgotten here, after a quarter of an hour or many others', async () => {
    await done(sent, act);
    time += 15 * 60_000;
    await done(sent, act);
    for (let other = 0; other < 501; other += 1) {
      await done({ ...sent, form: { once: `other-${other}` } }, async () => 'other');
    }
    expect(await done(sent, act)).toBe('paper 3');
    expect(new Set(names).size).toBe(1);
  });
});
