/** Knowing who reads costs the database nothing: help looks nothing up, and a page of its own does not look twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../harness/caller.js';
import { familyOf } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type StatementTrace, traceStatements } from '../harness/statement-trace.js';

let trace: StatementTrace;
let hub: TestHub;
let parent: Caller;
/** As a browser sends it once a page has said who reads. */
let known: string;
beforeAll(async () => {
  trace = traceStatements();
  hub = await startTestHub();
  const [first] = (await familyOf(hub, 'een kind')).parents;
  if (first === undefined) throw new Error('a family has parents');
  parent = first.caller;
  const { headers } = await parent.send({ path: '/children' });
  const [mark = ''] = (headers.get('set-cookie') ?? '').split(';', 1);
  known = `${(await parent.prepare({ path: '/' })).headers.Cookie}; ${mark}`;
});
afterAll(async () => {
  await hub?.close();
  trace?.stop();
});

const statementsOf = async (path: string, headers: Readonly<Record<string, string>>) =>
  (await trace.follow(parent, { path, headers: { Accept: 'text/html', ...headers } })).statements;

describe('who reads', () => {
  it('is known on pages for everyone without a statement', async () => {
    for (const path of ['/', '/help', '/help/privacy', '/check', '/nergens'])
      expect([path, await statementsOf(path, { Cookie: known })]).toEqual([path, []]);
  });

  it('is looked up once: after that a page sends what it sent before there was a reader', async () => {
    const forSession = /browser_session/;
    for (const [path, own] of [
      ['/code', 0],
      ['/paper/confirmation', 0],
      ['/settings', 1],
    ] as const) {
      const first = await statementsOf(path, {});
      const later = await statementsOf(path, { Cookie: known });
      expect([path, later.filter((text) => !forSession.test(text)).length]).toEqual([path, own]);
      expect(first.length).toBeGreaterThan(later.length);
    }
  });
});
