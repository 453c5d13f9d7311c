/**
 * Figures for operators in the Prometheus text format, on a listener of their own: how often, how fast, refused why.
 * Labels are route templates, methods, statuses and problem codes; never an id, a partner or a child.
 */
import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface ObservedCall {
  readonly method: string;
  /** The template; null where nothing matched. */
  readonly route: string | null;
  readonly status: number;
  readonly code: string | null;
  readonly seconds: number;
}

/** A figure that is read when somebody looks. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

export interface Metrics {
  observe(call: ObservedCall): void;
  text(): Promise<string>;
  /** @returns the port, which the system chose when 0 was asked */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

/** From an answer out of memory to one that waited for others, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(readings: readonly Reading[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Counter({
    name: 'kernhub_calls_total',
    help: 'Calls answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'kernhub_refusals_total',
    help: 'Calls refused, by problem code',
    labelNames: ['code'],
    registers,
  });
  const durations = new Histogram({
    name: 'kernhub_call_duration_seconds',
    help: 'Time from the first byte of a call to the last of its answer; long polls wait by design',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  });
  for (const { name, help, read } of readings) {
    new Gauge({
      name,
      help,
      registers,
      collect: async function () {
        this.set(await read());
      },
    });
  }
  let server: Server | null = null;
  return {
    observe: ({ method, route, status, code, seconds }) => {
      const template = route ?? 'none';
      calls.inc({ method, route: template, status });
      if (code !== null) refusals.inc({ code });
      durations.observe({ method, route: template }, seconds);
    },
    text: () => registry.metrics(),
    listen: (port, host) =>
      new Promise((done, fail) => {
        server = createServer((request, response) => {
          if (request.method !== 'GET' || request.url !== '/metrics') {
            response.writeHead(404).end();
            return;
          }
          registry.metrics().then(
            (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
            () => response.writeHead(503).end(),
          );
        });
        server.once('error', fail);
        server.listen(port, host, () => {
          const address = server?.address();
          done(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () => new Promise((done) => (server === null ? done() : server.close(() => done()))),
  };
}
