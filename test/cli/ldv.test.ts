/** An export goes to a log over OTLP/HTTP, and counts as sent where that log acknowledged it. */
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { temporaryFolder } from '../harness/folder.js';

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Span {
  readonly traceId: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

const took: { readonly headers: IncomingHttpHeaders; readonly spans: readonly Span[] }[] = [];
/** What the log answers next; then that it took all. */
const answers: Answer[] = [];
let log: Server;
let to: string;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('ldv');
  log = createServer(async (request, response) => {
    const { status, body = '{"partialSuccess":{}}', headers } = answers.shift() ?? { status: 200 };
    const { resourceSpans } = JSON.parse(await text(request));
    if (status === 200) took.push({ headers: request.headers, spans: resourceSpans[0].scopeSpans[0].spans });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => log.listen(0, '127.0.0.1', resolve));
  to = `http://127.0.0.1:${(log.address() as AddressInfo).port}/v1/traces`;
});
afterAll(async () => {
  log?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});
beforeEach(() => {
  took.length = 0;
  answers.length = 0;
});

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
const lineOf = (number: number): string =>
  JSON.stringify({
    ...{ trace_id: hex(number, 32), span_id: hex(number, 16), parent_span_id: null, name: 'exchange' },
    ...{ status: 'Ok', start_time: '2026-11-28T09:00:00.000Z', end_time: '2026-11-28T09:00:01.250Z' },
    resource: { attributes: { 'service.name': 'kernhub' } },
    attributes: { 'dpl.core.data_subject_id': `kind-${number}` },
  });

async function send(lines: readonly string[], args: readonly string[] = ['--to', to], env = {}) {
  const file = join(folder, 'lines.ndjson');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const said: string[] = [];
  const exit = await runKernhub(['ldv', 'send', file, ...args], {
    env,
    out: () => undefined,
    err: (words) => said.push(words),
  });
  return { exit, said: said.join('') };
}

const exportOf = (number: number): readonly string[] =>
  Array.from({ length: number }, (_, n) => lineOf(n + 1));

describe('lines of a Logboek Dataverwerkingen', () => {
  it('arrive in order, every one of them, and are said to be acknowledged', async () => {
    const { exit, said } = await send(exportOf(1_201), undefined, {
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20geheim, x-log=school',
    });
    expect([exit, said.split('\n').at(-2)]).toEqual([
      0,
      `1,201 lines, all acknowledged by ${new URL(to).host}.`,
    ]);
    expect(took.map(({ spans }) => spans.length)).toEqual([500, 500, 201]);
    expect(took.flatMap(({ spans }) => spans.map(({ traceId }) => traceId))).toEqual(
      Array.from({ length: 1_201 }, (_, n) => hex(n + 1, 32)),
    );
    expect(took[0]?.headers).toMatchObject({ authorization: 'Bearer geheim', 'x-log': 'school' });
    expect(took[2]?.spans[200]).toMatchObject({
      ...{ spanId: hex(1_201, 16), name: 'exchange', kind: 1, status: { code: 1 } },
      ...{ startTimeUnixNano: '1795856400000000000', endTimeUnixNano: '1795856401250000000' },
      attributes: [{ key: 'dpl.core.data_subject_id', value: { stringValue: 'kind-1201' } }],
    });
  });

  it('wait for a log that is busy, as long as it asks', async () => {
    answers.push(
      { status: 503, headers: { 'Retry-After': '0' } },
      { status: 429, headers: { 'Retry-After': '0' } },
    );
    expect((await send(exportOf(2))).exit).toBe(0);
    expect(took).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    ['refuses', { status: 400 }, 'the collector answered 400'],
    [
      'sends elsewhere',
      { status: 307, headers: { Location: 'http://127.0.0.1:9/' } },
      'the collector answered 307',
    ],
    [
      'takes some of them',
      { status: 200, body: '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"te oud"}}' },
      'the collector refused 2 of them: te oud',
    ],
    ['says something else', { status: 200, body: '<html>' }, 'something else than JSON'],
  ])('count up to the last request that was taken whole, where the log %s', async (_, answer, why) => {
    answers.push({ status: 200 }, answer);
    const { exit, said } = await send(exportOf(700));
    expect(exit).toBe(1);
    expect(said).toContain(why);
    expect(said).toContain('Acknowledged: 500 lines; go on with --from 500.');
    took.length = 0;
    answers.length = 0;
    expect((await send(exportOf(700), ['--to', to, '--from', '500'])).exit).toBe(0);
    expect(took.map(({ spans }) => [spans.length, spans[0]?.traceId])).toEqual([[200, hex(501, 32)]]);
  });

  it('are not sent from a file that broke off, nor over the network in the clear', async () => {
    const broken = await send([...exportOf(500), lineOf(501).slice(0, 80)]);
    expect([broken.exit, broken.said]).toEqual([
      1,
      'line 501 is none of an export in the form ldv. Acknowledged: 500 lines; go on with --from 500.\n',
    ]);
    for (const [args, why] of [
      [['--to', 'http://log.example/v1/traces'], 'begins with https'],
      [['--to', 'collector'], 'no address'],
      [['--to', to, '--from', 'x'], 'a number of lines'],
      [[], 'say --to'],
    ] as const) {
      const { exit, said } = await send(exportOf(1), args);
      expect([exit, said]).toEqual([2, expect.stringContaining(why)]);
    }
    expect(took).toHaveLength(1);
  });
});
