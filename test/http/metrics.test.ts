import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/http/index.js';

describe('the figures for operators', () => {
  let metrics: Metrics;
  afterEach(() => metrics.close());

  const call = {
    method: 'GET',
    route: '/v1/exchanges/{exchange}',
    status: 404,
    code: 'not-found',
    seconds: 0.02,
  };

  it('count calls by template and status, refusals by code, and how long they took', async () => {
    metrics = createMetrics([]);
    metrics.observe(call);
    metrics.observe({ ...call, status: 200, code: null });
    const text = await metrics.text();
    expect(text).toContain(
      'kernhub_calls_total{method="GET",route="/v1/exchanges/{exchange}",status="404"} 1',
    );
    expect(text).toContain('kernhub_refusals_total{code="not-found"} 1');
    expect(text).toContain(
      'kernhub_call_duration_seconds_count{method="GET",route="/v1/exchanges/{exchange}"} 2',
    );
  });

  it('never hold the path that was called, only its template or "none"', async () => {
    metrics = createMetrics([]);
    metrics.observe({ ...call, route: null });
    expect(await metrics.text()).toContain('route="none"');
  });

  it('are read when somebody looks, on a listener that serves nothing else', async () => {
    metrics = createMetrics([{ name: 'kernhub_probe', help: 'a figure', read: async () => 42 }]);
    const port = await metrics.listen(0, '127.0.0.1');
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toMatch(/^kernhub_probe 42$/m);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it('answer 503 when a figure cannot be read', async () => {
    metrics = createMetrics([
      {
        name: 'kernhub_probe',
        help: 'a figure',
        read: () => {
          throw new Error('the database is gone');
        },
      },
    ]);
    const port = await metrics.listen(0, '127.0.0.1');
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(503);
  });
});
