import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems } from '../../src/contract/index.js';
import { freePort } from '../../src/demo/supervisor/ports.js';
import { familyOf, questionsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { templateOf } from '../harness/id-positions.js';
import { exchanging } from '../harness/whole-exchange.js';

let hub: TestHub;
let figures: string;
/** What callers sent that belongs in no figure. */
const secret = 'geheim-999990019';

beforeAll(async () => {
  const port = await freePort();
  hub = await startTestHub({ environment: { METRICS_PORT: String(port) } });
  const family = await familyOf(hub, 'figures');
  await family.agree();
  const { ask, take, put, receive } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const asked = await ask();
  for (const task of await take(1, 5)) await put(task);
  await receive(String(asked.body.id), 5);
  await ask();
  await withdrawAndAsk();
  await family.teacher.get(`/v1/consent-requests/crq_${'A'.repeat(22)}`);
  await family.teacher.post('/v1/subjects', { firstName: secret, [secret]: secret });
  for (const method of ['GET', 'POST', secret.toUpperCase()]) {
    await fetch(`${hub.url}/v1/${secret}?${secret}=${secret}`, {
      method,
      headers: { 'User-Agent': secret },
    }).catch(() => undefined);
  }
  figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}, 120_000);
afterAll(() => hub?.close());

/** A family that said yes, a parent who withdraws, and a professional who asks after that. */
async function withdrawAndAsk(): Promise<void> {
  const family = await familyOf(hub, 'figures of a withdrawal');
  await family.agree();
  const [parent] = family.parents;
  if (parent === undefined) throw new Error('a family has parents');
  const [question] = await questionsOf(parent);
  const path = `/v1/me/children/${parent.child}/decisions/${question?.own?.decision}/withdrawals`;
  await must(parent.caller.post(path));
  const { ask } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  expect((await ask()).body.code).toBe('basis-not-in-force');
}

const figure = (name: string): number => {
  const [, value] =
    new RegExp(`^${name.replaceAll(/[{}[\]/]/g, '\\$&')} ([\\d.e+-]+)$`, 'm').exec(figures) ?? [];
  return value === undefined ? Number.NaN : Number(value);
};

describe('the figures of a hub that was used', () => {
  it('count calls and refusals, measure how long they took, and say how ledger, tasks and outbox are', () => {
    expect(figure('kernhub_calls_total{method="POST",route="/v1/exchanges",status="201"}')).toBe(2);
    expect(figure('kernhub_call_duration_seconds_count{method="POST",route="/v1/exchanges"}')).toBe(3);
    expect(figure('kernhub_refusals_total{code="not-found"}')).toBeGreaterThan(0);
    expect(figure('kernhub_refusals_total{code="invalid-request"}')).toBe(1);
    expect(figure('kernhub_refusals_total{code="basis-not-in-force"}')).toBe(1);
    expect(figure('kernhub_first_refusals')).toBe(1);
    expect(figure('kernhub_first_refusal_seconds')).toBeGreaterThan(0);
    expect(figure('kernhub_first_refusal_longest_seconds')).toBe(figure('kernhub_first_refusal_seconds'));
    expect(figure('kernhub_ledger_entries')).toBeGreaterThan(10);
    expect(figure('kernhub_ledger_writable')).toBe(1);
    expect(figure('kernhub_ledger_lag_seconds')).toBe(0);
    expect(figure('kernhub_tasks_waiting')).toBe(1);
    expect(figure('kernhub_outbox_waiting')).toBeGreaterThanOrEqual(0);
    expect(figure('kernhub_outbox_lag_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('hold nothing personal: every label is a method, template, status, code or bound that stands in the code', () => {
    const templates = new Set(hub.routes.map(({ path }) => path));
    const known: Readonly<Record<string, (value: string) => boolean>> = {
      method: (value) =>
        ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'other'].includes(value),
      route: (value) => value === 'none' || templates.has(value),
      status: (value) => /^[1-5]\d\d$/.test(value),
      code: (value) => value in problems,
      le: (value) => value === '+Inf' || Number(value) > 0,
    };
    expect(hub.routes.map(templateOf).length).toBeGreaterThan(50);
    for (const line of figures.split('\n').filter((one) => one.startsWith('kernhub_'))) {
      for (const [, label = '', value = ''] of line.matchAll(/(\w+)="([^"]*)"/g)) {
        expect(known[label]?.(value), line).toBe(true);
      }
    }
    for (const canary of [secret, 'Testkind', 'school', hub.school.id, '127.0.0.1']) {
      expect(figures).not.toContain(canary);
    }
  });

  it('are those of docs/operations.md, in the same words', async () => {
    const text = await readFile('docs/operations.md', 'utf8');
    const helped = [...figures.matchAll(/^# HELP (kernhub_\w+) (.*)$/gm)];
    for (const [, name, help] of helped) expect(text).toContain(`| \`${name}\` | ${help} |`);
    const named = text.match(/`kernhub_\w+(?=`)/g)?.map((name) => name.slice(1)) ?? [];
    const exist = helped.map(([, name]) => name);
    expect([...new Set(named)].filter((name) => !exist.includes(name))).toEqual([]);
  });
});
