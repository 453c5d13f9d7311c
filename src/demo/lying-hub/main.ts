/**
 * A hub gone bad, to show that its partners need not trust it: it stands before the real one, holds the hub's own
 * ticket key, and lies as it is told to (`PUT /lie`); at first by putting a key of its own where the recipient's should
 * be, so that it could read what the source seals.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExchangeView, Task } from '../../contract/index.js';
import { signCompact } from '../../kernel/index.js';
import { readHubKeys } from '../../vault/index.js';
import { createLiar } from './liar.js';
import { liesToRecipients } from './lies-to-recipients.js';
import { liesToSources } from './lies-to-sources.js';

const target = process.env.LYING_HUB_TARGET ?? '';
const liar = await createLiar(await readHubKeys(process.env.LYING_HUB_KEYS_FILE ?? ''));
let lie = 'swapped-key';

const chosen = <T>(lies: Readonly<Record<string, T>>): T | undefined =>
  Object.hasOwn(lies, lie) ? lies[lie] : undefined;

async function withTasks(body: { items: Task[] }): Promise<object> {
  const items: Task[] = [];
  for (const task of body.items) {
    items.push((await chosen<(typeof liesToSources)['swapped-key']>(liesToSources)?.(task, liar)) ?? task);
    liar.tasks.push(task);
  }
  return { ...body, items };
}

async function withDeliveries(view: ExchangeView): Promise<object> {
  const lying = chosen<(typeof liesToRecipients)['resealed-field']>(liesToRecipients);
  const deliveries = [];
  for (const delivery of view.deliveries) {
    deliveries.push((await lying?.(delivery, liar)) ?? delivery);
    const known = liar.deliveries.some(({ task }) => task === delivery.task);
    if (!known) liar.deliveries.push(delivery);
  }
  return { ...view, deliveries };
}

async function withRoster(body: { roster: string }): Promise<object> {
  liar.roster ??= body.roster;
  if (lie === 'old-roster') return { ...body, roster: liar.roster };
  if (lie !== 'roster-of-own-making') return body;
  const claims = JSON.parse(Buffer.from(body.roster.split('.')[1] ?? '', 'base64url').toString());
  return { ...body, roster: await signCompact(liar.ownKey, 'kernhub-roster+jwt', claims) };
}

/** Lets every flow of a purpose carry all its fields. */
function withMoreInPurpose(body: { fields: { name: string }[]; flows: object[] }): object {
  if (lie !== 'purpose-rewritten') return body;
  const fields = body.fields.map(({ name }) => name);
  return { ...body, flows: body.flows.map((flow) => ({ ...flow, fields })), title: 'Herschreven' };
}

/** What the hub answered, as the liar passes it on. */
async function told(method: string, path: string, text: string): Promise<string> {
  const read = <T>(): T => JSON.parse(text) as T;
  const lied = async (): Promise<object | null> => {
    if (method === 'GET' && path.startsWith('/v1/tasks')) return withTasks(read());
    if (/^\/v1\/exchanges(?:\/exc_[\w-]+)?$/.test(path.split('?', 1)[0] ?? '')) return withDeliveries(read());
    if (method === 'GET' && path === '/v1/roster') return withRoster(read());
    if (/^\/v1\/purposes\/[^/]+\/versions\//.test(path)) return withMoreInPurpose(read());
    return null;
  };
  const body = text === '' ? null : await lied();
  return body === null ? text : JSON.stringify(body);
}

async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [method, path] = [request.method ?? 'GET', request.url ?? '/'];
  if (method === 'PUT' && path === '/lie') {
    lie = Buffer.concat(chunks).toString();
    response.writeHead(204).end();
    return;
  }
  const headers = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name),
  );
  // Else the hub would hand a task to a long poll that nobody waits at any more.
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answer = await fetch(new URL(path, target), {
    signal: gone.signal,
    method,
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    redirect: 'manual',
  });
  const text = await answer.text();
  const body = answer.ok ? await told(method, path, text) : text;
  const passed = [...answer.headers].filter(
    ([name]) => !['content-length', 'content-encoding', 'transfer-encoding', 'connection'].includes(name),
  );
  response.writeHead(answer.status, Object.fromEntries(passed)).end(body);
}

const server = createServer((request, response) => {
  relay(request, response).catch((error: unknown) => {
    if (response.destroyed) return;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    response.writeHead(502).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ ready: 'lying-hub', url: `http://localhost:${port}` })}\n`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // At once: a long poll that it relays would hold it for as long as the hub makes its caller wait.
  process.once(signal, () => process.exit(0));
}
