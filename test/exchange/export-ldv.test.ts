/** Read as the standard has it (Logboek Dataverwerkingen 1.0), by rules that stand here and not in the code that writes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoggedAccess } from '../../src/contract/index.js';
import { otlpRequestOf, readLdvLine } from '../../src/exchange/offline.js';
import { type Scene, scene } from './scene.js';
import { linesOf, officer, plant, takenFrom } from './taken.js';
import { exchangeWorld, publicUrl, type World } from './world.js';

interface Line {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly name: string;
  readonly status: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
  readonly status: { readonly code: number };
}

let world: World;
let now: Scene;
let released: string;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  ({ id: released } = await now.answered());
  await now.read(released);
  await now.ask();
});
afterAll(() => world.close());

const take = takenFrom(() => world);
const subjectOf = (line: Line | undefined) => line?.attributes['dpl.core.data_subject_id'] ?? '';

describe('lines of the Logboek Dataverwerkingen', () => {
  test('hold every field in its form, one line for each action about the child', async () => {
    const file = await take({ format: 'ldv' });
    const lines = linesOf<Line>(file.text);
    expect([file.type, file.fileName]).toEqual([
      'application/x-ndjson',
      'kernhub-logboek-dataverwerkingen.ndjson',
    ]);
    // Refused: one. Shared, and open: each with one source.
    expect([lines.length, file.count]).toEqual([5, 5]);
    for (const line of lines) {
      expect(line.trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(line.span_id).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
      expect(line.name).toMatch(/\S/);
      expect(['Unset', 'Ok', 'Error']).toContain(line.status);
      expect(line.start_time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
      expect(line.end_time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
      expect(Date.parse(line.end_time)).toBeGreaterThanOrEqual(Date.parse(line.start_time));
      const { attributes } = line;
      expect(attributes['dpl.core.processing_activity_id']).toBe(
        `${publicUrl}/v1/processing-activities/vroegsignalering-zorgteam/versions/1`,
      );
      expect(attributes['dpl.core.data_subject_id']).toMatch(/^[A-Za-z0-9_-]{40,}$/);
      expect(new URL(attributes['dpl.core.data_subject_id_type'] ?? '').origin).toBe(publicUrl);
      for (const [name, value] of Object.entries(attributes))
        expect([name.startsWith('dpl.'), typeof value]).toEqual([true, 'string']);
    }
    expect(new Set(lines.map(({ span_id }) => span_id)).size).toBe(5);
    expect(new Set(lines.map(({ trace_id }) => trace_id)).size).toBe(3);
  });

  test('make what a source did a child of its exchange, with the time of its release', async () => {
    const lines = linesOf<Line>((await take({ format: 'ldv', outcome: 'released' })).text);
    const [root, source, ...more] = lines;
    expect([root?.parent_span_id, source?.parent_span_id, more]).toEqual([null, root?.span_id, []]);
    expect(source?.trace_id).toBe(root?.trace_id);
    expect([root?.status, source?.status]).toEqual(['Ok', 'Ok']);
    const { rows } = await world.db.database.pool.query(
      'SELECT released_at AS at FROM exchange_task WHERE exchange = $1',
      [released],
    );
    expect(Date.parse(source?.end_time ?? '')).toBe(rows[0].at.getTime());
    expect(source?.attributes['dpl.kernhub.basis']).toBe('consent');
  });

  test('tell a refusal too: no fault of the server, so without a verdict, and why', async () => {
    const [line, ...more] = linesOf<Line>((await take({ format: 'ldv', outcome: 'refused' })).text);
    expect([line?.status, line?.attributes['dpl.kernhub.refusal'], more]).toEqual([
      'Unset',
      'basis-not-in-force',
      [],
    ]);
  });

  test('are the same when they are taken again', async () => {
    expect((await take({ format: 'ldv' })).text).toBe((await take({ format: 'ldv' })).text);
  });

  test('name the child as nobody else does, and the hub finds it again by that', async () => {
    const { text } = await take({ format: 'ldv' });
    const { rows } = await world.db.database.pool.query('SELECT DISTINCT subject FROM exchange');
    const [{ subject }] = rows;
    for (const own of [subject, now.jgzRef, now.schoolRef, 'sub_', 'chd_']) expect(text).not.toContain(own);
    const [mine, ...others] = [...new Set(linesOf<Line>(text).map(subjectOf))];
    expect(others).toEqual([]);
    const body = { reason: 'inzage', dataSubject: mine };
    const found = await world.call<{ items: readonly LoggedAccess[] }>(
      'POST /v1/audit/accesses/_search',
      officer,
      { body },
    );
    expect(found.items).toHaveLength(3);
    expect((await world.payloads()).at(-1)).toMatchObject({ event: 'exchange.searched', subject });
    const forged = `${(mine ?? '').slice(0, -2)}AA`;
    await expect(take({ format: 'ldv', dataSubject: forged })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      take({ format: 'ldv', dataSubject: mine ?? '', receipt: `rcp_${'A'.repeat(22)}` as never }),
    ).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('are handed on as the body that the export for OTLP/HTTP is', async () => {
    const { text } = await take({ format: 'ldv' });
    const lines = text.trimEnd().split('\n').map(readLdvLine);
    const read = lines.filter((line) => line !== null);
    expect(read).toHaveLength(lines.length);
    expect(otlpRequestOf(read)).toBe((await take({ format: 'ldv-otlp' })).text);
  });

  test('are the same as one body of OTLP/HTTP', async () => {
    const lines = linesOf<Line>((await take({ format: 'ldv' })).text);
    const file = await take({ format: 'ldv-otlp' });
    const { resourceSpans } = JSON.parse(file.text);
    const [{ resource, scopeSpans }] = resourceSpans;
    const spans = scopeSpans[0].spans as readonly Span[];
    expect([resourceSpans.length, scopeSpans.length, file.count]).toEqual([1, 1, lines.length]);
    expect(resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'kernhub' } });
    const back = spans.map((span) => ({
      trace_id: span.traceId,
      span_id: span.spanId,
      parent_span_id: span.parentSpanId ?? null,
      name: span.name,
      status: span.status.code === 1 ? 'Ok' : 'Unset',
      start_time: new Date(Number(BigInt(span.startTimeUnixNano) / 1_000_000n)).toISOString(),
      end_time: new Date(Number(BigInt(span.endTimeUnixNano) / 1_000_000n)).toISOString(),
      attributes: Object.fromEntries(span.attributes.map(({ key, value }) => [key, value.stringValue])),
    }));
    expect(back).toEqual(
      lines.map(({ resource: _, ...line }: Line & { readonly resource?: object }) => line),
    );
    const empty = JSON.parse((await take({ format: 'ldv-otlp', to: '2020-01-01' })).text);
    expect(empty.resourceSpans[0].scopeSpans[0].spans).toEqual([]);
  });

  test('tell the two hours that are one on the wall apart, in UTC', async () => {
    await plant(world, 1, 'zomertijd', '2026-10-25T02:30:00+02:00');
    await plant(world, 1, 'wintertijd', '2026-10-25T02:30:00+01:00');
    await plant(world, 1, 'middernacht', '2026-10-25T00:00:00+02:00');
    const { text } = await take({ format: 'ldv', from: '2026-10-25', to: '2026-10-25' });
    expect(linesOf<Line>(text).map(({ start_time }) => start_time)).toEqual([
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-24T22:00:00.000Z',
    ]);
  });

  test('come page by page, every one of them, and the look is on record first', async () => {
    await plant(world, 1_234);
    const before = (await world.events()).length;
    const file = await take({ format: 'ldv', purpose: 'geplant' });
    expect((await world.events()).slice(before)).toEqual(['exchange.searched']);
    expect((await world.payloads()).at(-1)).toMatchObject({ taken: 'ldv', count: 1_234 });
    expect([file.count, linesOf(file.text).length, file.pieces.length]).toEqual([1_234, 1_234, 3]);
    expect((await take({ format: 'ldv', to: '2020-01-01' })).text).toBe('');
  });
});
