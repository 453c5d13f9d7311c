import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../harness/caller.js';
import { type Family, familyOf } from '../harness/family.js';
import { formType } from '../harness/forms.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

const minutes = (count: number): number => count * 60_000;
const hours = (count: number): number => minutes(60 * count);

/** A decision of long ago, and a parent whose session began some time ago. */
describe('a step that asks who it is once more', () => {
  let hub: TestHub;
  let family: Family;
  let child: string;
  let decision: string;
  let parent: Caller;
  const page = () => `/children/${child}/decisions/${decision}/withdrawal`;
  const answer = async (path: string) => {
    const { status, headers, body } = await parent.send({ path });
    return [status, headers.get('location') ?? body.code];
  };
  const press = (path: string, fields: Record<string, string> = {}) =>
    parent.send({
      method: 'POST',
      path,
      raw: new URLSearchParams({ csrf: parent.csrf(), once: 'A'.repeat(22), ...fields }).toString(),
      key: null,
      headers: { 'Content-Type': formType, Origin: hub.url },
    });
  const again = (path: string) => `/login?${new URLSearchParams({ returnTo: path })}&again=yes`;
  /** Reads something now and then, so that the session does not end for want of use. */
  const stay = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += minutes(20)) {
      hub.advance(minutes(20));
      await must(parent.get('/v1/me/children'));
    }
  };

  beforeAll(async () => {
    hub = await startTestHub();
    family = await familyOf(hub, 'een kind');
    const [first] = family.parents;
    if (first === undefined) throw new Error('no parent');
    child = first.child;
    await family.ask();
    decision = await family.decide(first, 'given');
    parent = first.caller;
  });
  afterAll(() => hub?.close());

  it('is not withdrawing what was given in this session, however long ago the person signed in', async () => {
    await stay(hours(1));
    expect(await answer(page())).toEqual([200, undefined]);
  });

  it('is erasure, on the page and over the API, and nothing happens before', async () => {
    const path = `/children/${child}/rights/erasure`;
    expect(await answer(path)).toEqual([303, again(path)]);
    const refused = await press(path, { explanation: '' });
    expect([refused.status, refused.body.code]).toEqual([403, 'step-up-required']);
    expect(refused.text).toContain(again(path).replaceAll('&', '&amp;'));
    expect((await parent.get('/v1/me/rights-requests')).body).toMatchObject({ items: [] });
  });

  it('is withdrawing what is older than a session can be, unless the person signed in just now', async () => {
    hub.advance(hours(9));
    parent = await hub.citizen('ouder-een');
    expect(await answer(page())).toEqual([200, undefined]);
    await stay(minutes(40));
    expect(await answer(page())).toEqual([303, again(page())]);
    const before = await hub.entries('consent');
    const overApi = `/v1/me/children/${child}/decisions/${decision}/withdrawals`;
    for (const refused of [await press(page()), await parent.post(overApi)]) {
      expect([refused.status, refused.body.code]).toEqual([403, 'step-up-required']);
    }
    expect(await hub.entries('consent')).toBe(before);
  });

  it('takes one sign-in, and then the same button works', async () => {
    parent = await hub.citizen('ouder-een');
    const pressed = await press(page());
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, page()]);
    expect((await parent.send({ path: page() })).text).toContain('Gestopt. Er wordt niets meer gedeeld.');
  });
});
