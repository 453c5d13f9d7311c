/**
 * A hub gone bad, to show that its partners need not trust it: it stands before the real one, holds the hub's own
 * ticket key, and puts a key of its own where the recipient's should be, so that it could read what the source seals.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Claims, readStatement, signStatement } from '../../contract/index.js';
import { generatePrivateJwk, importSigningKey, publicJwkOf } from '../../kernel/index.js';
import { readHubKeys } from '../../vault/index.js';

const target = process.env.LYING_HUB_TARGET ?? '';
const hubKeys = await readHubKeys(process.env.LYING_HUB_KEYS_FILE ?? '');
const ticketKey = await importSigningKey(hubKeys.ticket);
const ownKey = await importSigningKey(await generatePrivateJwk('Ed25519'));

/** The recipient's statement, word for word, but with the liar's key in it. The liar cannot sign as the recipient. */
async function swapped(ticket: string): Promise<string> {
  const claims = await readStatement(ticket, 'kernhub-ticket+jwt', [publicJwkOf(hubKeys.ticket)]);
  const statement = JSON.parse(
    Buffer.from(claims.keyStatement.split('.')[1] ?? '', 'base64url').toString(),
  ) as Claims<'kernhub-key+jwt'>;
  const jwk = publicJwkOf(await generatePrivateJwk('X25519')) as unknown as typeof statement.jwk;
  const keyStatement = await signStatement(ownKey, 'kernhub-key+jwt', { ...statement, jwk });
  return signStatement(ticketKey, 'kernhub-ticket+jwt', { ...claims, keyStatement });
}

async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name),
  );
  const answer = await fetch(new URL(request.url ?? '/', target), {
    method: request.method ?? 'GET',
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    redirect: 'manual',
  });
  const text = await answer.text();
  const isTasks = answer.ok && request.method === 'GET' && (request.url ?? '').startsWith('/v1/tasks');
  const body = isTasks && text !== '' ? await withSwappedKeys(text) : text;
  const passed = [...answer.headers].filter(
    ([name]) => !['content-length', 'content-encoding', 'transfer-encoding', 'connection'].includes(name),
  );
  response.writeHead(answer.status, Object.fromEntries(passed)).end(body);
}

async function withSwappedKeys(text: string): Promise<string> {
  const { items } = JSON.parse(text) as { items: { ticket: string }[] };
  for (const item of items) item.ticket = await swapped(item.ticket);
  return JSON.stringify({ items });
}

const server = createServer((request, response) => {
  relay(request, response).catch((error: unknown) => {
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
