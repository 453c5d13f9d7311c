/** Every page of the portal: read by somebody of thirteen it speaks to one of that age, and in another language it stays where it is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Call, Caller } from '../harness/caller.js';
import { familyOf, type Parent, questionsOf } from '../harness/family.js';
import type { Fields } from '../harness/forms.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { exchanging } from '../harness/whole-exchange.js';
import { answerOf, register } from '../passkeys/signer.js';

const html = 'text/html; charset=utf-8';
const accept = 'text/html,*/*;q=0.8';

let hub: TestHub;
let young: Parent;
let adult: Parent;
/** What the pages of a path need to be about something. */
let named: Readonly<Record<string, string>>;
let recording: string;

/** Keeps what pages set, as a browser does beside the session. */
function browserOf(caller: Caller) {
  let kept = '';
  return async (call: Call): Promise<Answer> => {
    const { headers } = await caller.prepare(call);
    const answer = await caller.send({
      ...call,
      headers: {
        Accept: accept,
        'Accept-Language': 'nl',
        Cookie: `${headers.Cookie}; ${kept}`,
        ...call.headers,
      },
    });
    const set = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-kernhub-reader='));
    kept = set?.split(';', 1)[0] ?? kept;
    return answer;
  };
}
type Open = ReturnType<typeof browserOf>;

/** In which any letter may stand alone. */
const idOrHash = /(?<![\w-])(?:[a-z]{3}_[\w-]{22}|[\w+/=-]{43,})(?![\w-])/g;
const wordsOn = ({ text }: Answer): string =>
  text
    .replaceAll(/<head>[\s\S]*?<\/head>|<[^>]*>/g, ' ')
    .replaceAll(idOrHash, ' ')
    .replaceAll(/\s+/g, ' ');
const formal = /.{0,40}(?<!\p{L})(?:u|uw)(?!\p{L}).{0,40}/iu;

const press = (open: Open, caller: Caller, path: string, fields: Fields): Promise<Answer> =>
  open({
    ...{ method: 'POST', path, form: true, key: null },
    body: { csrf: caller.csrf(), once: 'A'.repeat(22), ...fields },
  });

/** Each page with an address of its own that a family can look at. */
const paths = (): readonly string[] =>
  hub.routes
    .filter(
      ({ page, method, path, callers, responses }) =>
        page === true &&
        method === 'GET' &&
        responses[200] === html &&
        !callers.includes('officer') &&
        !/^\/(?:development|officer)\b/.test(path),
    )
    .map(({ path }) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? ''))
    .flatMap((path) =>
      path.endsWith('/rights/access')
        ? ['access', 'rectification', 'restriction', 'objection', 'erasure'].map((right) =>
            path.replace(/access$/, right),
          )
        : [path],
    );

beforeAll(async () => {
  hub = await startTestHub();
  const birth = `${new Date().getUTCFullYear() - 13}-01-05`;
  const family = await familyOf(hub, 'een kind van dertien', birth);
  const invited = await must(
    family.teacher.post(`/v1/subjects/${family.atSchool}/invitations`, { as: 'young-person' }),
  );
  const caller = await hub.citizen('jongere');
  const redeemed = await must(caller.post('/v1/me/invitations/_redeem', { code: invited.body.code }));
  young = { caller, child: String(redeemed.body.id), person: String(invited.body.person) };
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  adult = first;
  await family.agree();
  recording = await writeDown(family, young);
  await standFor(family.nurse, family.atJgz, recording);
  const { ask } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await ask();
  const given = await answerOf(young);
  const path = `/v1/me/children/${young.child}`;
  const decision = await must(young.caller.post(`${path}/decisions`, given));
  const { id: passkey } = await register(hub, young);
  const asked = { right: 'rectification', explanation: 'Het leerjaar klopt niet.' };
  await must(young.caller.post(`${path}/rights-requests`, asked));
  const [question] = await questionsOf(young);
  const { body } = await must(young.caller.get(`${path}/receipts`));
  const [receipt] = body.items as readonly { readonly id: string }[];
  named = {
    ...{ child: young.child, request: question?.request ?? '', decision: String(decision.body.id) },
    ...{ passkey, receipt: receipt?.id ?? '', right: 'access' },
  };
});
afterAll(() => hub?.close());

describe('a reader of thirteen', () => {
  it('finds no u and no uw on any page, whichever comes first', async () => {
    const looked = paths();
    expect(looked.length).toBeGreaterThan(25);
    const found: string[] = [];
    // Those that are about no child first: nothing before them has said who reads.
    for (const first of ['/settings', '/code', '/paper/confirmation', '/rights', '/children']) {
      const answer = await browserOf(young.caller)({ path: first });
      expect(answer.status, first).toBe(200);
      found.push(...[wordsOn(answer).match(formal)?.[0] ?? []].flat().map((words) => `${first}: ${words}`));
    }
    const open = browserOf(young.caller);
    await open({ path: '/children' });
    for (const path of looked) {
      const answer = await open({ path });
      expect([path, answer.status]).toEqual([path, 200]);
      const words = wordsOn(answer).match(formal)?.[0];
      if (words !== undefined) found.push(`${path}: ${words}`);
    }
    expect(found).toEqual([]);
  });

  it('is spoken to so by what is wrong with a form, and by pages about a fault', async () => {
    const { caller, child } = young;
    const open = browserOf(caller);
    await open({ path: `/children/${child}` });
    const post = (path: string, fields: Fields) => press(open, caller, path, fields);
    const settings = { language: 'nl', topics: ['questions'] };
    const answers = [
      await post('/code', { code: '' }),
      await post('/code', { code: 'QQQQ-QQQQ-QQQQ-QQQQ' }),
      await post('/settings', { ...settings, address: 'geen adres' }),
      await post('/settings/confirmation', { digits: '12345678' }),
      await post(`/children/${child}/rights/objection`, { explanation: '' }),
      await post('/paper', { code: 'QQQQ-QQQQ-QQQQ-QQQQ-QQQQ' }),
      await post('/paper', { code: recording }),
      await post('/paper/confirmation', { code: 'QQQQ-QQQQ-QQQQ-QQQQ-QQQQ' }),
      await post(`/children/${child}/passkeys/new`, {}),
      await post('/code', { code: 'A', csrf: 'van een ander' }),
      await post('/code', { unknown: 'x' }),
      await open({ path: '/nergens' }),
      await open({ path: `/children/${child}x` }),
      await open({ path: '/children', method: 'PATCH' }),
    ];
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([400, 404, 400, 400, 400, 404, 200, 404, 200, 403, 400, 404, 400, 405]);
    expect(answers.map((answer) => wordsOn(answer).match(formal)?.[0]).filter(Boolean)).toEqual([]);
  });

  it('hears it too once the session is over', async () => {
    const open = browserOf(young.caller);
    await open({ path: '/children' });
    await must(young.caller.get('/v1/me/children'));
    hub.advance(31 * 60_000);
    const answer = await open({ path: '/children' });
    expect([answer.status, wordsOn(answer)]).toEqual([401, expect.stringContaining('Je was te lang weg')]);
    expect(wordsOn(answer)).not.toMatch(formal);
  });
});

describe('an adult', () => {
  it('reads u there, also in a session after a young person’s at the same device', async () => {
    const other = await hub.citizen('ouder-een');
    const open = browserOf(other);
    await open({ path: `/children/${adult.child}` });
    for (const path of ['/', '/help', '/help/privacy', '/settings', '/rights', '/nergens'])
      expect(wordsOn(await open({ path })), path).toMatch(formal);
    const youngster = await hub.citizen('jongere');
    const set = (await youngster.send({ path: '/children' })).headers.get('set-cookie') ?? '';
    const { headers } = await other.prepare({ path: '/help' });
    const Cookie = `${headers.Cookie}; ${set.split(';', 1)[0]}`;
    expect(wordsOn(await other.send({ path: '/help', headers: { Cookie } }))).toMatch(formal);
  });
});

describe('another language', () => {
  const backFrom = ({ text }: Answer): readonly string[] => [
    ...new Set(
      [...text.matchAll(/href="\/language\?([^"]*)"/g)].map(
        ([, query = '']) => new URLSearchParams(query.replaceAll('&amp;', '&')).get('back') ?? '',
      ),
    ),
  ];

  it('is chosen on every page without leaving it, what is searched for included', async () => {
    const other = await hub.citizen('jongere');
    const list = `/children/${young.child}/accesses`;
    const searched = [
      `${list}?purpose=vroegsignalering-zorgteam&outcome=refused&from=2020-01-01`,
      `${list}?partner=${encodeURIComponent('é'.repeat(100))}&purpose=${encodeURIComponent('&'.repeat(100))}`,
      `/children/${young.child}/questions/${named.request}/answer`,
      `/children/${young.child}/decisions/${named.decision}/withdrawal`,
    ];
    for (const path of [...paths(), ...searched]) {
      const answer = await other.send({ path, headers: { Accept: accept } });
      expect([path, answer.status]).toEqual([path, 200]);
      const [back = '', ...more] = backFrom(answer);
      expect([decodeURIComponent(back), more]).toEqual([decodeURIComponent(path), []]);
      const chosen = await other.send({ path: `/language?${new URLSearchParams({ to: 'ar', back })}` });
      expect([chosen.status, chosen.headers.get('location')]).toEqual([303, back]);
    }
  });
});
