import supertest from 'supertest';
import {
  type Caller,
  closed,
  HubError,
  oneOf,
  type PartnerId,
  type Role,
  type Route,
  route,
  type System,
  Type,
} from '../../src/contract/index.js';
import { settleOnce } from '../../src/database/index.js';
import { createLog, createServer, type HubServer, type ServerOptions } from '../../src/http/index.js';
import { systemClock } from '../../src/kernel/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

export interface Rejection {
  readonly partner: string;
  readonly code: string;
  readonly route: string;
}

export interface SmallHub {
  readonly request: ReturnType<typeof supertest>;
  readonly server: HubServer;
  readonly url: string;
  readonly rejections: Rejection[];
  readonly lines: string[];
  readonly fresh: FreshDatabase;
  /** Titles that the made-up library took in, and `waiting` where a call began to wait; in order. */
  readonly shelved: string[];
  close(): Promise<void>;
}

const partner = (name: string): PartnerId => `prt_${name.padEnd(22, '0')}` as PartnerId;

const system = (name: string): System => ({ kind: 'system', partner: partner(name), role: 'school' as Role });

/** `Authorization: DPoP school` is the school's system; the identity room has its own tests. */
const authenticate: ServerOptions['authenticate'] = async ({ authorization }, callers, scope) => {
  const name = authorization?.replace(/^DPoP /, '');
  if (name === undefined) throw new HubError('unauthenticated');
  if (name === 'suspended') throw new HubError('partner-suspended');
  const caller: Caller =
    name === 'citizen'
      ? { kind: 'citizen', account: 'acc_1' as never, acr: 'low', authenticatedAt: new Date() }
      : system(name);
  if (!callers.includes(caller.kind)) throw new HubError('caller-not-allowed');
  if (scope === 'shelf:burn') throw new HubError('scope-insufficient');
  return caller;
};

/** The signature of a body is its length: enough to see when and over what it is asked. */
const verifyPayloadSignature: ServerOptions['verifyPayloadSignature'] = async (_caller, request) => {
  if (request.header !== `length ${request.body.length}`) throw new HubError('payload-signature-invalid');
  return request.header;
};

const book = closed({
  title: Type.String({ maxLength: 40 }),
  kind: oneOf('story', 'atlas'),
  pages: Type.Optional(Type.Integer()),
});

/** Far more than a connection takes in at once; `torn` breaks off. Notes how far it was read. */
async function* titles(shelf: string, shelved: string[]): AsyncIterable<string> {
  for (let place = 0; place < 2_000; place += 1) {
    if (shelf === 'torn' && place === 5) throw new Error('the shelf is torn');
    shelved.push(String(place));
    yield `${String(place).padStart(9, '0')}${' '.repeat(9_990)}\n`;
  }
}

/** A library, so that no test of this room needs to know a child. */
function libraryRoutes(fresh: FreshDatabase, shelved: string[]): readonly Route[] {
  const params = closed({ shelf: Type.String({ pattern: '^[a-z]{1,8}$' }) });
  const common = { tag: 'library', callers: ['system'], problems: ['not-found'] } as const;
  return [
    route({
      ...common,
      method: 'GET',
      path: '/v1/shelves/{shelf}/books',
      summary: 'Books on a shelf',
      params,
      query: closed({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })) }),
      waits: true,
      responses: { 200: closed({ shelf: Type.String(), limit: Type.Integer(), waited: Type.Integer() }) },
      handler: async (_caller, { params: { shelf }, query, waitSeconds, signal }) => {
        if (shelf === 'broken') throw new Error('secret 999990019 in a message');
        if (shelf === 'away') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
        if (shelf === 'slow') {
          shelved.push('waiting');
          await new Promise((done) => signal.addEventListener('abort', done));
        }
        if (shelf === 'odd') return { status: 200, body: { shelf: 1 } };
        if (shelf === 'none') throw new HubError('not-found');
        return {
          status: 200,
          waited: waitSeconds > 0,
          body: { shelf, limit: query.limit ?? 3, waited: waitSeconds },
        };
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/v1/shelves/{shelf}/books',
      summary: 'Put a book on a shelf',
      params,
      body: book,
      idempotent: true,
      responses: { 201: closed({ title: Type.String() }) },
      handler: async (_caller, { body, claim, params: { shelf } }) => {
        if (body.title === 'Stolen') throw new HubError('state-conflict');
        if (body.title === 'Banned') {
          const refused = { status: 403, location: '/v1/refusals/1' };
          await fresh.database.transaction((tx) => settleOnce(tx, claim, refused));
          throw new HubError('policy-forbids');
        }
        if (body.title === 'Slow') await new Promise((done) => setTimeout(done, 300));
        const location = `/v1/shelves/${shelf}/books/1`;
        await fresh.database.transaction((tx) => settleOnce(tx, claim, { status: 201, location }));
        shelved.push(body.title);
        return { status: 201, headers: { Location: location }, body: { title: body.title } };
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/v1/shelves/_search',
      summary: 'Find a shelf',
      callers: ['system', 'citizen'],
      body: closed({ word: Type.String() }),
      maxBodyBytes: 600_000,
      responses: { 200: closed({ length: Type.Integer() }) },
      handler: async (_caller, { body }) => ({ status: 200, body: { length: body.word.length } }),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/v1/shelves/{shelf}/catalogue',
      summary: 'Every book on a shelf, bit by bit',
      params,
      responses: { 200: 'text/plain' },
      handler: async (_caller, { params: { shelf } }) => ({
        status: 200,
        content: { type: 'text/plain', data: titles(shelf, shelved) },
      }),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/v1/shelves/{shelf}',
      summary: 'Burn a shelf',
      scope: 'shelf:burn',
      params,
      responses: { 204: null },
      handler: async () => ({ status: 204 }),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/open',
      callers: ['anyone'],
      summary: 'Whether the library is open',
      responses: { 200: 'text/plain' },
      handler: async () => ({ status: 200, content: { type: 'text/plain', data: 'yes\n' } }),
    }),
  ];
}

/** A real server with the routes of a made-up library, and a real database for its idempotency keys. */
export async function smallHub(options: Partial<ServerOptions> = {}): Promise<SmallHub> {
  const fresh = await freshDatabase();
  const rejections: Rejection[] = [];
  const lines: string[] = [];
  const shelved: string[] = [];
  const server = createServer({
    routes: libraryRoutes(fresh, shelved),
    officerMay: () => true,
    authenticate,
    verifyPayloadSignature,
    recordRejection: async (caller, code, template) => {
      rejections.push({ partner: caller.partner, code, route: template });
    },
    pool: fresh.database.pool,
    clock: systemClock(),
    log: createLog('info', { write: (line) => void lines.push(line) }),
    ...options,
  });
  const port = await server.listen(0, '127.0.0.1');
  const close = async (): Promise<void> => {
    await server.drain({ graceMs: 100 });
    await fresh.drop();
  };
  const url = `http://127.0.0.1:${port}`;
  const request = supertest(url);
  return { request, server, url, rejections, lines, shelved, fresh, close };
}

export const asSchool = { Authorization: 'DPoP school' };

/** Headers of a signed, idempotent call with this body. */
export const signed = (body: unknown, key = 'key-00000001', name = 'school') => ({
  Authorization: `DPoP ${name}`,
  'Content-Type': 'application/json',
  'Idempotency-Key': key,
  'Payload-Signature': `length ${Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body))}`,
});
