import { describe, expect, it } from 'vitest';
import { generatePrivateJwk, type Json } from '../../src/kernel/index.js';
import type { AccessStatement } from '../../src/receipts/domain/stated/access-statement.js';
import {
  type StatementQuestion,
  verifyAccessStatement,
} from '../../src/receipts/domain/verify/verify-access-statement.js';
import { cosignerOf, parseWitnessPolicy } from '../../src/tlog/index.js';
import {
  type Access,
  checkReceipt,
  checkStatement,
  forged,
  kept,
  signed,
  statement,
  type Told,
} from './forged-statement.js';

type Asked = Omit<StatementQuestion, 'checkFormat' | 'checkReceipt'>;
const verify = (file: unknown, question: Asked = {}) =>
  verifyAccessStatement(file, { ...question, checkFormat: checkStatement, checkReceipt });
const file = (name: string) => ({ name, file: kept(name) });
const broken = async (given: unknown, question: Asked = {}) => {
  const { holds, claims } = await verify(given, question);
  expect(holds).toBe(false);
  return claims.at(-1);
};

const names = ['earlier', 'later', 'other-parent', 'officer', 'nothing'];
const all = [
  'format',
  'statement',
  'part',
  'commitment',
  'content',
  'list',
  'leaf',
  'checkpoint',
  'inclusion',
];

describe('a list of accesses that was given once', () => {
  it.each(names)('holds for as long as anyone keeps it: %s', async (name) => {
    const given = statement(name);
    const question = { verifierKeys: given.ledger.verifierKeys, hubKeys: [given.issuedBy.key.kid] };
    const { holds, claims, trust } = await verify(given, question);
    expect([holds, claims.map(({ claim }) => claim)]).toEqual([true, all]);
    expect(trust.join('\n')).not.toContain('stands in the receipt itself');
    expect(trust[0]).toContain('kernhub verify log');
  });

  it('does not hold with the key of another hub, of another log or without the witnesses that were asked for', async () => {
    const given = statement('later');
    const other = (await forged(given, { accesses: given.accesses })).ledger.verifierKeys;
    expect(await broken(given, { hubKeys: ['A'.repeat(43)] })).toMatchObject({ claim: 'statement' });
    expect(await broken(given, { verifierKeys: other })).toMatchObject({ claim: 'checkpoint' });
    const witness = cosignerOf('getuige.example', await generatePrivateJwk('Ed25519'));
    const witnesses = parseWitnessPolicy(`witness w ${witness.verifier.vkey}
quorum w
`);
    expect(await broken(given, { witnesses })).toMatchObject({ claim: 'witnesses' });
  });
});

describe('a list that was changed', () => {
  const [first, second, ...rest] = statement('later').accesses;
  if (first === undefined || second === undefined) throw new Error('the list has accesses');
  const changes: readonly (readonly [string, Access[]])[] = [
    ['without one', [first, ...rest]],
    ['without any', []],
    ['with one twice', [first, first, second, ...rest]],
    ['in another order', [second, first, ...rest]],
    ['with another leaf', [{ ...first, leaf: second.leaf }, second, ...rest]],
    ['with another event', [{ ...first, event: 'introduction.redeemed' }, second, ...rest]],
    ['with another entry', [{ ...first, entry: second.entry }, second, ...rest]],
  ];
  it.each(changes)('%s is not the one that the entry commits to', async (_what, accesses) => {
    expect(await broken(await signed({ ...statement('later'), accesses }))).toMatchObject({ claim: 'list' });
  });

  it('is not the one that the hub signed', async () => {
    const given = { ...statement('later'), accesses: [first] };
    expect(await broken(given)).toMatchObject({ claim: 'statement' });
  });

  it('with places in the log that cannot be is refused', async () => {
    const given = statement('later');
    const moved = [{ ...first, index: second.index }, second, ...rest];
    expect(await broken(await signed({ ...given, accesses: moved }))).toMatchObject({ claim: 'list' });
    const { index } = given.ledger.inclusion;
    const late = [first, second, ...rest.slice(0, -1), { ...(rest.at(-1) as Access), index: index + 1 }];
    expect(await broken(await signed({ ...given, accesses: late }))).toMatchObject({ claim: 'list' });
  });

  it.each<readonly [string, (given: AccessStatement) => AccessStatement]>([
    ['of another day', (given) => ({ ...given, on: '2026-11-24' as AccessStatement['on'] })],
    ['for somebody else', (given) => ({ ...given, viewer: { ...given.viewer, as: 'young-person' } })],
    ['with another end', (given) => ({ ...given, until: '2030-01-01' as AccessStatement['until'] })],
    ['under another name', (given) => ({ ...given, id: `rcp_${'A'.repeat(22)}` as AccessStatement['id'] })],
  ])('%s is refused', async (_what, change) => {
    expect(await broken(await signed(change(statement('later'))))).toMatchObject({
      claim: expect.stringMatching(/content|format/),
    });
  });
});

/** Right in all but what it tells; that is seen by who kept something, or holds an export. */
const told = async (name: string, lie: (accesses: readonly Access[]) => Told): Promise<AccessStatement> => {
  const given = statement(name);
  return forged(given, lie(given.accesses));
};

describe('a receipt that its reader kept', () => {
  const receipt = file('held/of-other-parent');

  it('stands in the list', async () => {
    const { holds, claims } = await verify(statement('other-parent'), { holds: [receipt] });
    expect([holds, claims.at(-1)]).toMatchObject([
      true,
      { claim: 'held', says: expect.stringContaining('stands in the list') },
    ]);
  });

  it('is missed in a list that leaves its access out, though that list holds by itself', async () => {
    const { leaf } = (receipt.file as AccessStatement).ledger.inclusion;
    const lie = await told('other-parent', (accesses) => ({
      accesses: accesses.filter((one) => one.leaf !== leaf),
    }));
    expect((await verify(lie)).holds).toBe(true);
    expect(await broken(lie, { holds: [receipt] })).toMatchObject({
      claim: 'held',
      says: expect.stringContaining('left out'),
    });
  });

  it('is beyond a list that says its viewer sees nothing any more, or only what was before', async () => {
    for (const until of ['nothing', '2026-11-25'] as const) {
      const lie = await told('other-parent', () => ({
        accesses: [],
        until: until as AccessStatement['until'],
      }));
      const { holds, claims } = await verify(lie, { holds: [receipt] });
      expect([holds, claims.at(-1)?.says]).toEqual([true, expect.stringContaining('says why')]);
    }
    const later = await told('other-parent', () => ({
      accesses: [],
      until: '2026-11-27' as AccessStatement['until'],
    }));
    expect(await broken(later, { holds: [receipt] })).toMatchObject({ claim: 'held' });
  });

  it('of another viewer, of a younger entry or broken is none of this list', async () => {
    expect(await broken(statement('later'), { holds: [receipt] })).toMatchObject({ claim: 'held' });
    const young = await told('other-parent', (accesses) => ({ accesses: accesses.slice(0, 1) }));
    const { index } = (receipt.file as AccessStatement).ledger.inclusion;
    const small = { ...young, ledger: { ...young.ledger, inclusion: { ...young.ledger.inclusion, index } } };
    const early = await forged(small, { accesses: young.accesses });
    expect(await broken(early, { holds: [receipt] })).toMatchObject({
      says: expect.stringContaining('younger'),
    });
    const bad = { name: 'bad', file: { ...(receipt.file as object), structure: 'x' } };
    expect(await broken(statement('other-parent'), { holds: [bad] })).toMatchObject({ claim: 'held' });
  });

  it('of an own decision shows that the list is about the same child', async () => {
    const decision = file('held/decision');
    const { claims } = await verify(statement('later'), { holds: [decision] });
    expect(claims.at(-1)?.says).toContain('about the same child');
    const payload: Record<string, Json> = { subject: `sub_${'A'.repeat(22)}` };
    const other = await told('later', (accesses) => ({ accesses, payload }));
    expect(await broken(other, { holds: [decision] })).toMatchObject({
      says: expect.stringContaining('another child'),
    });
  });
});

describe('a list that its reader got before', () => {
  it('stands in the new one whole', async () => {
    const { holds, claims } = await verify(statement('later'), { earlier: [file('earlier'), file('later')] });
    expect([holds, claims.at(-2)?.says]).toEqual([
      true,
      expect.stringMatching(/^earlier: all of its 7 .* 2 more since$/),
    ]);
  });

  it('shows that the new one leaves something out', async () => {
    const lie = await told('later', ([, ...accesses]) => ({ accesses }));
    expect((await verify(lie)).holds).toBe(true);
    expect(await broken(lie, { earlier: [file('earlier')] })).toMatchObject({
      claim: 'earlier',
      says: expect.stringContaining('leaves out'),
    });
  });

  it('left something out itself, when the new one names what is older', async () => {
    const lie = await told('earlier', ([, ...accesses]) => ({ accesses }));
    const given = await broken(statement('later'), { earlier: [{ name: 'lie', file: lie }] });
    expect(given).toMatchObject({ claim: 'earlier', says: expect.stringContaining('left out') });
  });

  it('could not name an emergency that was hidden then, and the new one says that it was', async () => {
    const before = await told('earlier', ([, ...accesses]) => ({ accesses }));
    const shown = await told('later', ([first, ...accesses]) => ({
      accesses: [{ ...first, hiddenUntil: '2026-01-01' } as Access, ...accesses],
    }));
    const { holds, claims } = await verify(shown, { earlier: [{ name: 'before', file: before }] });
    expect([holds, claims.at(-1)?.says]).toEqual([true, expect.stringContaining('hidden then')]);
  });

  it('is explained where its viewer sees nothing any more', async () => {
    const { holds, claims } = await verify(statement('nothing'), { earlier: [file('later')] });
    expect([holds, claims.at(-1)?.says]).toEqual([
      true,
      expect.stringContaining('9 of its accesses are not in the list, which says why'),
    ]);
  });

  it('is that of the same viewer, older, and holds by itself', async () => {
    expect(await broken(statement('later'), { earlier: [file('other-parent')] })).toMatchObject({
      claim: 'earlier',
    });
    expect(await broken(statement('earlier'), { earlier: [file('later')] })).toMatchObject({
      says: expect.stringContaining('not the earlier one'),
    });
    const bad = { name: 'bad', file: { ...statement('earlier'), on: '2026-11-01' } };
    expect(await broken(statement('later'), { earlier: [bad] })).toMatchObject({
      says: expect.stringContaining('no list of accesses that holds'),
    });
  });
});

describe('a hub that lies in an entry that is right by itself', () => {
  it('cannot count an access twice: each has one place in the log', async () => {
    const lie = await told('later', ([first, ...rest]) => ({
      accesses: first === undefined ? [] : [first, first, ...rest],
    }));
    expect(await broken(lie)).toMatchObject({ claim: 'list', says: expect.stringContaining('order') });
  });

  it('cannot commit to another number than there are', async () => {
    const lie = await told('later', (accesses) => ({ accesses, part: { count: 3 } }));
    expect(await broken(lie)).toMatchObject({ claim: 'list' });
  });

  it('cannot show each viewer another part: an entry has one', async () => {
    const lie = await told('later', (accesses) => ({ accesses, payload: {} }));
    const two = { parts: [...(lie.ledger.opened.payload.parts as string[]), 'A'.repeat(43)].sort() };
    const given = await forged(lie, { accesses: lie.accesses, payload: two });
    expect(await broken(given)).toMatchObject({ claim: expect.stringMatching(/format|part|content/) });
  });
});
