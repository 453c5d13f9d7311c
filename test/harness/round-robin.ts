/** A load balancer as an operator would put before several hubs: round-robin, readiness probes, kept connections. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface RoundRobin {
  readonly url: string;
  /** Puts a hub in; it gets calls from its first good probe on. */
  add(hub: string): void;
  remove(hub: string): void;
  /** Hubs that get calls now. */
  ready(): readonly string[];
  /** How many calls each hub answered. */
  readonly answered: ReadonlyMap<string, number>;
  /** Calls that were lost, with the reason. */
  readonly lost: readonly string[];
  close(): Promise<void>;
}

interface Backend {
  readonly url: string;
  readonly agent: Agent;
  ready: boolean;
  /** Probes in a row without an answer in time: a hub that hangs, or a machine that is busy. */
  silent: number;
  removed: boolean;
}

const probeEveryMs = 150;
const probePatienceMs = 1_000;
const mostSilent = 2;
/** So long a call waits for a hub to be ready. */
const queueMs = 10_000;

export async function startRoundRobin(): Promise<RoundRobin> {
  const backends = new Map<string, Backend>();
  const answered = new Map<string, number>();
  const lost: string[] = [];
  let turn = 0;
  const next = (): Backend | undefined => {
    const ready = [...backends.values()].filter((backend) => backend.ready);
    turn += 1;
    return ready[turn % Math.max(1, ready.length)];
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const until = Date.now() + queueMs;
    for (;;) {
      const backend = next();
      if (backend === undefined) {
        if (Date.now() > until) throw new Error('no hub is ready');
        await pause(50);
        continue;
      }
      try {
        await forward(backend, incoming, Buffer.concat(chunks), response);
        answered.set(backend.url, (answered.get(backend.url) ?? 0) + 1);
        return;
      } catch (error) {
        // Nothing was sent yet: the one case in which a POST may safely go elsewhere.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
        backend.ready = false;
      }
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: Error) => {
      if (response.destroyed) return;
      lost.push(`${incoming.method} ${incoming.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    add: (url) => {
      const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
      const backend: Backend = { url, agent, ready: false, silent: 0, removed: false };
      backends.set(url, backend);
      void watch(backend);
    },
    remove: (url) => {
      const backend = backends.get(url);
      if (backend !== undefined) [backend.removed, backend.ready] = [true, false];
      backends.delete(url);
    },
    ready: () => [...backends.values()].filter(({ ready }) => ready).map(({ url }) => url),
    answered,
    lost,
    close: async () => {
      for (const backend of backends.values()) {
        backend.removed = true;
        backend.agent.destroy();
      }
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding'];

function forward(
  { url, agent }: Backend,
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  return new Promise((done, fail) => {
    const { host: _, ...passed } = incoming.headers;
    const headers = Object.fromEntries(Object.entries(passed).filter(([name]) => !hopByHop.includes(name)));
    const outgoing = request(new URL(incoming.url ?? '/', url), {
      agent,
      method: incoming.method ?? 'GET',
      headers,
    });
    outgoing.once('error', fail);
    outgoing.once('response', (answer) => {
      const back = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(back));
      answer.once('error', fail).once('end', done).pipe(response);
    });
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy(new Error('the caller is gone'));
    });
    outgoing.end(body);
  });
}

async function watch(backend: Backend): Promise<void> {
  while (!backend.removed) {
    const signal = AbortSignal.timeout(probePatienceMs);
    const verdict = await fetch(`${backend.url}/readyz`, { signal, headers: { Connection: 'close' } }).then(
      ({ status, body }) => {
        void body?.cancel();
        return status === 200 ? 'ready' : 'not-ready';
      },
      () => (signal.aborted ? 'silent' : 'not-ready'),
    );
    backend.silent = verdict === 'silent' ? backend.silent + 1 : 0;
    if (verdict !== 'silent') backend.ready = verdict === 'ready' && !backend.removed;
    else if (backend.silent >= mostSilent) backend.ready = false;
    await pause(probeEveryMs);
  }
}
