import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/index.js';
import type { Answer, Caller } from '../harness/caller.js';
import { plantWorld, type World } from '../harness/planted-world.js';
import { inDays } from '../rights/asked-partner.js';

/** The console's forms, sent by whoever may not, twice, at once, and about what is not there. */
let world: World;
let officer: Caller;
let fg: Caller;
let own: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await plantWorld();
  officer = await world.hub.officerInBrowser('privacy');
  fg = await world.hub.officerInBrowser('fg');
  own = world.belongings.get('toezicht') ?? {};
});
afterAll(() => world?.hub.close());

type Fields = Readonly<Record<string, string>>;

const post = (caller: Caller, path: string, fields: Fields, once: string = randomUUID()): Promise<Answer> =>
  caller.send({
    method: 'POST',
    path,
    form: true,
    key: null,
    body: { csrf: caller.csrf(), once, ...fields },
    headers: { Origin: world.hub.url },
  });
const review = (): readonly [string, Fields] => [
  `/officer/emergencies/${own.emr}/review`,
  { verdict: 'necessary', remark: '', hiding: '' },
];
const refusal = (): readonly [string, Fields] => [
  `/officer/rights/${own.rrq}`,
  { answer: 'refuse', reason: 'Er is geen grond.', article: 'AVG 17(3)' },
];
const assignment = (): readonly [string, Fields] => [
  `/officer/rights/${own.rrq}/assignments`,
  { partners: world.hub.more.get('elders')?.id ?? '', dueOn: inDays(7), instruction: '' },
];
const confirmation = (): readonly [string, Fields] => [
  '/officer/authority',
  { assertion: own.ast ?? '', ground: 'brp', reason: 'Uittreksel gezien.' },
];
const disposition = (): readonly [string, Fields] => [
  `/officer/unusual/${own.unu}`,
  { disposition: 'explained', note: 'Een inhaaldag.' },
];
const step = (): readonly [string, Fields] => [
  `/officer/breaches/${own.brc}/actions`,
  { action: 'families-notified', note: 'Per brief.' },
];
const size = async (): Promise<number> => {
  const { rows } = await world.hub.fresh.database.pool.query<{ size: number }>(
    'SELECT count(*)::int AS size FROM ledger_entry',
  );
  return rows[0]?.size ?? 0;
};
const seen = ({ status, body }: Answer) => [status, body.code ?? null];

describe('a form of the console', () => {
  it('decides nothing for the FG, whoever made it', async () => {
    const before = await size();
    for (const [path, fields] of [review(), assignment(), refusal(), confirmation(), disposition(), step()]) {
      expect(seen(await post(fg, path, fields)), path).toEqual([403, 'caller-not-allowed']);
    }
    expect(await size()).toBe(before);
  });

  it('that is sent twice at once is done once, and both are led on', async () => {
    for (const [path, fields] of [review(), assignment(), refusal(), confirmation(), disposition(), step()]) {
      const before = await size();
      const once = randomUUID();
      const answers = await Promise.all([
        post(officer, path, fields, once),
        post(officer, path, fields, once),
      ]);
      expect(
        answers.map(({ status }) => status),
        path,
      ).toEqual([303, 303]);
      expect(await size(), path).toBe(before + 1);
    }
  });

  it('about what was decided meanwhile changes nothing, and says so in words', async () => {
    const [path, fields] = refusal();
    const answer = await post(officer, path, fields);
    expect(seen(answer)).toEqual([409, 'state-conflict']);
    expect(answer.text).toContain('het verzoek is intussen beantwoord');
    const [where, what] = confirmation();
    const before = await size();
    expect((await post(officer, where, what)).status).toBe(303);
    expect(await size()).toBe(before);
  });

  it('about what is not there finds nothing, and leaves nothing', async () => {
    const before = await size();
    const nowhere: readonly (readonly [string, Fields])[] = [
      [`/officer/emergencies/${newId('emr')}/review`, review()[1]],
      [`/officer/rights/${newId('rrq')}`, refusal()[1]],
      [`/officer/rights/${newId('rrq')}/assignments`, assignment()[1]],
      ['/officer/authority', { ...confirmation()[1], assertion: newId('ast') }],
      [`/officer/exchanges/${newId('exc')}`, { reason: 'proef' }],
      [`/officer/exchanges/${newId('exc')}/evidence`, { reason: 'proef' }],
      ['/officer/log', { reason: 'proef', receipt: newId('rcp') }],
      ['/officer/log/file', { reason: 'proef', receipt: newId('rcp'), format: 'csv' }],
    ];
    for (const [path, fields] of nowhere) {
      expect(seen(await post(officer, path, fields)), path).toEqual([404, 'not-found']);
    }
    expect(await size()).toBe(before);
  });

  it('without a reason, or for one child in two ways, looks at nothing', async () => {
    const before = await size();
    const { exc = '', chd = '', prt = '', rcp = '' } = own;
    const lacking: readonly (readonly [string, Fields])[] = [
      ['/officer/log', { reason: ' ' }],
      ['/officer/log', { reason: 'proef', childPartner: prt, childSubject: chd, receipt: rcp }],
      ['/officer/log/file', { reason: '', format: 'json' }],
      [`/officer/exchanges/${exc}`, { reason: ' ' }],
      [`/officer/exchanges/${exc}/evidence`, { reason: '' }],
    ];
    for (const [path, fields] of lacking) {
      expect(seen(await post(officer, path, fields)), path).toEqual([400, 'invalid-request']);
    }
    expect(await size()).toBe(before);
  });

  it('that lets nobody answer, or after the request is due, is shown again and says why', async () => {
    const path = `/officer/rights/${world.belongings.get('ouder-een')?.rrq}/assignments`;
    const { id = '' } = world.hub.jgz;
    const wrong: readonly (readonly [Fields, string])[] = [
      [{ dueOn: inDays(7), instruction: '' }, 'Kies ten minste één partner.'],
      [{ partners: id, dueOn: inDays(90), instruction: '' }, 'Kies een dag van vandaag'],
      [{ partners: id, dueOn: 'morgen', instruction: '' }, 'Kies een dag van vandaag'],
    ];
    for (const [fields, sentence] of wrong) {
      const answer = await post(officer, path, fields);
      expect(seen(answer), sentence).toEqual([400, 'invalid-request']);
      expect(answer.text).toContain(sentence);
    }
    const again = { partners: world.hub.school.id, dueOn: inDays(7), instruction: 'Graag snel.' };
    const answer = await post(officer, path, again);
    expect(seen(answer)).toEqual([409, 'state-conflict']);
    expect(answer.text).toContain('Graag snel.');
  });

  it('opens the same for the FG as for the privacy officer, and each look is an entry', async () => {
    for (const caller of [officer, fg]) {
      const before = await size();
      expect((await post(caller, `/officer/exchanges/${own.exc}`, { reason: 'toezicht' })).status).toBe(200);
      const file = await post(caller, '/officer/log/file', { reason: 'toezicht', format: 'json' });
      expect([file.status, file.headers.get('kernhub-rows')]).toEqual([
        200,
        String((JSON.parse(file.text) as { accesses: unknown[] }).accesses.length),
      ]);
      expect(await size()).toBe(before + 2);
    }
  });
});
