/** The officer of one partner on a whole hub: who is let in, where, and what of an exchange is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeStory, LoggedAccess, Route } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { signIn } from '../../src/demo/person.js';
import { newId } from '../../src/kernel/index.js';
import { type Inspected, liveInspected } from '../audit/inspected.js';
import type { Answer, Caller } from '../harness/caller.js';
import { password } from '../harness/cast.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { templateOf } from '../harness/id-positions.js';
import { type Identity, idsOfNobody } from '../harness/planted-world.js';
import { callOn, kindsOn } from '../harness/route-calls.js';

let hub: TestHub;
let lived: Inspected;
let ofSchool: Caller;
let ofJgz: Caller;
let ofElders: Caller;
beforeAll(async () => {
  const roomy = { calls: 1_000_000, windowSeconds: 60 };
  hub = await startTestHub({
    limits: { person: roomy, failure: roomy },
    partners: { elders: { role: 'school', bsn: true } },
  });
  lived = await liveInspected(hub);
  ofSchool = await hub.partnerOfficer('school');
  ofJgz = await hub.partnerOfficer('jgz');
  ofElders = await hub.partnerOfficer('elders');
});
afterAll(() => hub?.close());

const why = { reason: 'vraag van een ouder' };
const open = (officer: Caller, exchange: string) =>
  officer.post(`/v1/audit/exchanges/${exchange}/_open`, why);
const story = async (officer: Caller, exchange: string): Promise<ExchangeStory> =>
  (await must(open(officer, exchange))).body as unknown as ExchangeStory;
const search = async (officer: Caller): Promise<readonly LoggedAccess[]> =>
  (await must(officer.post('/v1/audit/accesses/_search', why))).body.items as never;
const said = ({ status, body }: Answer) => [status, body.code];

/** The doors that are open to an officer of one partner; every other one is shut. */
const openDoors = [
  'POST /v1/audit/accesses/_search',
  'POST /v1/audit/exports',
  'POST /v1/audit/exchanges/{exchange}/_open',
  'GET /v1/overdue-stops',
  'GET /v1/audit/unusual-uses',
  'GET /v1/audit/unusual-uses/{unusual}',
  'GET /v1/processing-activities',
  'GET /v1/processing-activities/{purpose}/versions/{version}',
  'GET /v1/processing-differences',
  'GET /v1/dpia-facts',
  'GET /officer',
  'GET /officer/log',
  'POST /officer/log',
  'POST /officer/log/file',
  'GET /officer/exchanges/{exchange}',
  'POST /officer/exchanges/{exchange}',
  'GET /officer/stops',
  'GET /officer/unusual',
  'GET /officer/unusual/{unusual}',
  'GET /officer/register',
  'GET /officer/register/differences',
  'GET /officer/dpia',
  'POST /logout',
];

/** Where each officers' route answers that this officer may not; without naming anything that there is. */
async function shutTo(caller: Caller, inBrowser: boolean): Promise<readonly string[]> {
  const identity = { caller, partner: null } as unknown as Identity;
  const shut: string[] = [];
  const theirs = hub.routes.filter(
    (route) => route.callers.includes('officer') && (route.page === true) === inBrowser,
  );
  for (const route of theirs.filter(({ path }) => path !== '/logout')) {
    const call = await callOn(route, identity, idsOfNobody(kindsOn(route)));
    const headers = route.page === true ? { Origin: hub.url } : {};
    const answer = await caller.send({ ...call, headers });
    if (answer.body.code === 'caller-not-allowed') shut.push(templateOf(route));
  }
  return shut;
}

const isOfficers = ({ callers, path }: Route): boolean => callers.includes('officer') && path !== '/logout';

describe('each right and duty, tried from outside', { timeout: 120_000 }, () => {
  const shutExcept = (inBrowser: boolean, may: (route: Route) => boolean) =>
    hub.routes
      .filter((route) => isOfficers(route) && (route.page === true) === inBrowser && !may(route))
      .map(templateOf);

  it('lets the officer of one partner look where rows are its own or name nobody, and nowhere else', async () => {
    const isOpen = (route: Route): boolean => openDoors.includes(templateOf(route));
    expect(await shutTo(ofSchool, false)).toEqual(shutExcept(false, isOpen));
    expect(await shutTo(await hub.officerInBrowser('fg-school'), true)).toEqual(shutExcept(true, isOpen));
  });

  it('lets the FG look everywhere and decide nothing', async () => {
    const shut = await shutTo(await hub.officerInBrowser('fg'), true);
    expect(shut).toEqual(shutExcept(true, ({ oversees }) => oversees?.[0] !== 'decide'));
    expect(shut.length).toBeGreaterThan(5);
  });

  it('lets the privacy officer do everything', async () => {
    expect(await shutTo(hub.privacyOfficer, false)).toEqual([]);
  });
});

describe('who is one', () => {
  it('is whoever the officers’ issuer says it of, for a partner that the hub knows', async () => {
    const withToken = async (name: string) =>
      said(await (await hub.partnerOfficer(name)).get('/v1/overdue-stops'));
    expect(await withToken('nergens')).toEqual([403, 'partner-unknown']);
    expect(await withToken('zonder')).toEqual([401, 'unauthenticated']);
    const atConsole = async (account: string) => {
      const { status, body } = await signIn(`${hub.url}/officer/login`, { account, password });
      return [status, /data-code="([a-z-]+)"/.exec(body)?.[1]];
    };
    expect(await atConsole('fg-nergens')).toEqual([403, 'partner-unknown']);
    expect(await atConsole('fg-zonder')).toEqual([403, 'caller-not-allowed']);
  });

  it('is nobody any more while that partner is suspended, with a session or a token', async () => {
    const [token, session] = [
      await hub.partnerOfficer('newcomer'),
      await hub.officerInBrowser('fg-newcomer'),
    ];
    const both = async () => [
      said(await token.get('/v1/overdue-stops')),
      said(await session.send({ path: '/officer', headers: { Accept: 'text/html' } })),
    ];
    expect((await both()).map(([status]) => status)).toEqual([200, 200]);
    const path = `/v1/partners/${hub.newcomer.id}/suspensions`;
    await must(hub.administrator.post(path, { reason: 'proef' }));
    expect(await both()).toEqual([
      [403, 'partner-suspended'],
      [403, 'partner-suspended'],
    ]);
  });
});

describe('rows of another partner', () => {
  it('are in no list', async () => {
    const all = (await search(hub.privacyOfficer)).map(({ exchange }) => exchange);
    expect((await search(ofJgz)).map(({ exchange }) => exchange)).toEqual(all);
    // What was refused was never asked of the school.
    expect((await search(ofSchool)).map(({ exchange }) => exchange)).toEqual(
      all.filter((exchange) => exchange !== lived.refused),
    );
    expect(await search(ofElders)).toEqual([]);
  });

  it('answer as what there is not, whichever id is guessed', async () => {
    const unknown = await open(ofElders, newId('exc'));
    expect(said(unknown)).toEqual([404, 'not-found']);
    for (const exchange of [lived.stopped, lived.refused, lived.emergency]) {
      const { status, body } = await open(ofElders, exchange);
      expect({ status, body: { ...body, traceId: '' } }).toEqual({
        status: unknown.status,
        body: { ...unknown.body, traceId: '' },
      });
    }
    expect(said(await open(ofSchool, lived.refused))).toEqual([404, 'not-found']);
  });

  it('leave no entry: only what was shown is a look', async () => {
    const before = await hub.entries('exchange');
    await open(ofElders, lived.stopped);
    expect(await hub.entries('exchange')).toBe(before);
  });
});

describe('the story', () => {
  it('tells who asked what it received, without a word of the family', async () => {
    const told = await story(ofJgz, lived.stopped);
    const whole = await story(hub.privacyOfficer, lived.stopped);
    expect(told.request).toEqual(whole.request);
    expect(told.state).toBe(whole.state);
    expect(told.decisions.map(({ outcome }) => outcome)).toEqual(['permitted', 'released']);
    expect(told.tasks.map(({ source, releases }) => [source.id, releases.length])).toEqual([
      [hub.school.id, 1],
    ]);
    expect(told.stops).toEqual(whole.stops);
    expect(whole.consents.length).toBeGreaterThan(1);
    expect([told.consents, told.erased, told.reviews]).toEqual([[], [], []]);
    expect(told.facts.every(({ event, person }) => event.endsWith('.published') && person === null)).toBe(
      true,
    );
    const shown = told.entries.map(({ entry }) => entry);
    for (const { entry } of [...whole.consents, ...whole.facts.filter(({ person }) => person !== null)])
      expect([shown.includes(entry), JSON.stringify(told).includes(entry)]).toEqual([false, false]);
  });

  it('tells who was asked its own order, and not who asked it', async () => {
    const told = await story(ofSchool, lived.stopped);
    const { account } = (await story(ofJgz, lived.stopped)).request.professional;
    expect(told.request).toMatchObject({
      partner: { id: hub.jgz.id },
      professional: { account: null, function: null, acr: null },
      fields: ['leeftijdsband', 'zorgniveau'],
    });
    expect(told.tasks).toMatchObject([{ source: { id: hub.school.id }, state: 'answered', stop: null }]);
    // What the recipient was ordered and answered is between the hub and the recipient.
    expect([told.stops, told.consents, told.reviews]).toEqual([[], [], []]);
    expect(told.entries.some(({ event }) => event.startsWith('exchange.stop'))).toBe(false);
    expect(JSON.stringify(told)).not.toContain(String(account));
  });

  it('tells only who asked that the child is a colleague’s: it would say where a parent works', async () => {
    const owner = openPool(hub.fresh.ownerUrl);
    await owner.query('UPDATE exchange SET colleagues_child = true WHERE id = $1', [lived.stopped]);
    const told = async (officer: Caller) => (await story(officer, lived.stopped)).request.colleaguesChild;
    expect([await told(hub.privacyOfficer), await told(ofJgz), await told(ofSchool)]).toEqual([
      true,
      true,
      false,
    ]);
    await owner.query('UPDATE exchange SET colleagues_child = false WHERE id = $1', [lived.stopped]);
    await owner.end();
  });

  it('of an emergency holds no verdict', async () => {
    const waiting = (await must(hub.privacyOfficer.get('/v1/audit/emergencies'))).body.items as readonly {
      readonly id: string;
    }[];
    await must(
      hub.privacyOfficer.post(`/v1/audit/emergencies/${waiting[0]?.id}/reviews`, {
        ...{ verdict: 'necessary', remark: 'terecht' },
      }),
    );
    expect((await story(hub.privacyOfficer, lived.emergency)).reviews).toHaveLength(1);
    for (const officer of [ofJgz, ofSchool]) {
      const told = await story(officer, lived.emergency);
      expect(told.reviews).toEqual([]);
      expect(told.entries.map(({ event }) => event)).not.toContain('exchange.reviewed');
    }
  });

  it('is a look, on record with the partner', async () => {
    await story(ofSchool, lived.stopped);
    const { rows } = await hub.fresh.database.pool.query<{ id: string }>(
      'SELECT id FROM ledger_entry ORDER BY seq DESC LIMIT 1',
    );
    const { payload } = await hub.ledger.read(rows[0]?.id as never);
    expect(payload).toMatchObject({
      ...{ event: 'exchange.inspected', exchange: lived.stopped, duty: 'partner-officer' },
      ...{ partner: hub.school.id, taken: false },
    });
  });
});

describe('the console', () => {
  it('shows only the ways that are open, own figures, and no file of evidence', async () => {
    const session = await hub.officerInBrowser('fg-school');
    const overview = (await must(session.get('/officer'))).text;
    for (const way of ['/officer/log', '/officer/stops', '/officer/unusual', '/officer/register'])
      expect(overview).toContain(`href="${way}"`);
    for (const way of ['emergencies', 'rights', 'authority', 'breaches', 'verify'])
      expect(overview, way).not.toContain(`href="/officer/${way}"`);
    expect(overview).toContain('één partner');
    const path = `/officer/exchanges/${lived.stopped}`;
    const form = { csrf: session.csrf(), once: 'A'.repeat(22), ...why };
    const page = await must(
      session.send({ method: 'POST', path, body: form, form: true, key: null, headers: { Origin: hub.url } }),
    );
    expect(page.text).toContain('Wat het gezin zei, en wat andere partners deden, staat er niet bij');
    expect(page.text).not.toContain('/evidence');
    expect(page.text).not.toContain('Toestemming waarop dit steunt');
  });
});
