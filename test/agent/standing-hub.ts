/**
 * Stands for the remote hub in tests of the agent's process: speaks the wire contract over http, signs for real, and
 * lies on request. Decides nothing and records nothing but what came in.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  EmergencyWarning,
  Envelope,
  RightsAssignmentOrder,
  StopOrder,
} from '../../src/contract/index.js';
import {
  base64url,
  evaluateBlinded,
  fromBase64url,
  type Json,
  newId,
  newPrfKeys,
} from '../../src/kernel/index.js';
import {
  type HubWorld,
  inAnHour,
  issueQuestion,
  type Lies,
  type Question,
  servedPurpose,
  viewOf,
} from './standing-exchange.js';
import { emergencyPurpose, purpose } from './world.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token: string;
}

export interface StandingHub {
  readonly url: string;
  readonly prfPublicKey: string;
  readonly received: Received[];
  readonly lies: Lies;
  roster: string;
  world: HubWorld | null;
  /** Orders to stop that wait, each with the partner that is to have it. */
  readonly stops: Map<StopOrder, string>;
  /** Of the recipient. */
  warnings: readonly EmergencyWarning[];
  /** What waits for an answer to a family, each with the partner that is to give it; by its place. */
  readonly assignments: Map<RightsAssignmentOrder, string>;
  close(): Promise<void>;
}

export async function startStandingHub(): Promise<StandingHub> {
  const prf = newPrfKeys();
  const questions: Question[] = [];
  const refs = new Map<string, string>();
  const hub = {
    url: '',
    prfPublicKey: base64url(prf.publicKey),
    received: [] as Received[],
    lies: {} as Lies,
    roster: '',
    world: null as HubWorld | null,
    stops: new Map<StopOrder, string>(),
    warnings: [] as readonly EmergencyWarning[],
    assignments: new Map<RightsAssignmentOrder, string>(),
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const world = (): HubWorld => {
    if (hub.world === null) throw new Error('the world is not there yet');
    return hub.world;
  };
  const waitFor = async (condition: () => boolean, ms: number): Promise<void> => {
    const until = Date.now() + ms;
    while (!condition() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  /** @param gone whether the caller hung up: whoever does not listen any more takes nothing */
  type Handler = (match: RegExpExecArray, call: Received, gone: () => boolean) => Promise<[number, unknown]>;
  const find = (id: string | undefined): Question | undefined =>
    questions.find(({ exchange, task }) => exchange === id || task.id === id);
  const partnerOf = (token: string): string =>
    token.includes('school') ? world().source.id : world().recipient.id;
  const enrolled = (ref: string): unknown => ({
    id: ref,
    relation: 'enrolled-pupil',
    enrolledAt: inAnHour(),
    assertion: newId('ast'),
    proof: world().ledger.append('enrolled'),
  });
  const handlers: readonly [string, RegExp, Handler][] = [
    [
      'GET',
      /^\/v1\/roster$/,
      async () => [
        200,
        { roster: hub.lies.roster ?? hub.roster, version: 1, proof: world().ledger.append('roster') },
      ],
    ],
    [
      'GET',
      /^\/v1\/purposes$/,
      async () => [
        200,
        {
          items: [purpose, emergencyPurpose].map(({ id, version, title }) => ({
            id,
            version,
            title,
            publishedAt: inAnHour(),
            digest: 'A'.repeat(43),
          })),
        },
      ],
    ],
    [
      'GET',
      /^\/v1\/purposes\/([^/]+)\/versions\/1$/,
      async ([, id = '']) => [200, servedPurpose(hub.lies, id)],
    ],
    [
      'GET',
      /^\/v1\/tasks\?/,
      async (_match, { token }, gone) => {
        const mine = (): Question[] =>
          partnerOf(token) === world().source.id ? questions.filter(({ state }) => state === 'waiting') : [];
        await waitFor(() => gone() || mine().length > 0, 500);
        const items = gone() ? [] : mine();
        for (const item of items) item.state = 'taken';
        return [200, { items: items.map(({ task }) => task) }];
      },
    ],
    [
      'PUT',
      /^\/v1\/tasks\/([^/]+)\/envelope$/,
      async ([, id], { body }) => {
        const question = find(id);
        if (question === undefined) return [404, 'not-found'];
        question.envelope = body as unknown as Envelope;
        question.state = 'answered';
        return [200, { state: 'answered' }];
      },
    ],
    [
      'POST',
      /^\/v1\/tasks\/([^/]+)\/declines$/,
      async ([, id]) => {
        const question = find(id);
        if (question !== undefined) question.state = 'declined';
        return [200, { state: 'declined' }];
      },
    ],
    [
      'POST',
      /^\/v1\/exchanges$/,
      async (_match, { body }) => {
        if (hub.lies.refuseWith !== undefined) return [403, hub.lies.refuseWith];
        const subject = refs.get(world().source.id) ?? newId('chd');
        const question = await issueQuestion(world(), hub.lies, hub.url, subject, body);
        questions.push(question);
        return [201, viewOf(world(), hub.lies, question)];
      },
    ],
    [
      'GET',
      /^\/v1\/exchanges\/([^/]+)$/,
      async ([, id]) => {
        const question = find(id);
        if (question === undefined) return [404, 'not-found'];
        await waitFor(() => question.envelope !== null, 300);
        return [200, viewOf(world(), hub.lies, question)];
      },
    ],
    [
      'GET',
      /^\/v1\/stops\?/,
      async (_match, { token }, gone) => {
        const mine = () => [...hub.stops].filter(([, to]) => to === partnerOf(token)).map(([order]) => order);
        await waitFor(() => gone() || mine().length > 0, 500);
        const items = gone() ? [] : mine();
        for (const order of items) hub.stops.delete(order);
        return [200, { items }];
      },
    ],
    [
      'GET',
      /^\/v1\/emergency-warnings$/,
      async (_match, { token }) => [
        200,
        { items: partnerOf(token) === world().recipient.id ? hub.warnings : [] },
      ],
    ],
    [
      'POST',
      /^\/v1\/emergency-warnings\/([^/]+)\/answers$/,
      async ([, id = ''], { body, token }) => {
        if (body.measure === 'contested') return [403, 'caller-not-allowed'];
        if (!token.includes('bram')) return [404, 'not-found'];
        hub.warnings = hub.warnings.filter(({ emergency }) => emergency !== id);
        return [201, { emergency: id, proof: world().ledger.append('warning') }];
      },
    ],
    ['POST', /^\/v1\/stops\/([^/]+)\/statements$/, async () => [201, { state: 'answered' }]],
    [
      'GET',
      /^\/v1\/rights-assignments(?:\?cursor=(\w+))?$/,
      async ([, cursor = '0'], { token }, gone) => {
        const mine = () =>
          [...hub.assignments]
            .slice(Number(cursor))
            .filter(([, to]) => to === partnerOf(token))
            .map(([order]) => order);
        await waitFor(() => gone() || mine().length > 0, 500);
        const items = mine();
        return [200, { items, next: items.length === 0 ? null : String(hub.assignments.size) }];
      },
    ],
    ['POST', /^\/v1\/rights-assignments\/([^/]+)\/statements$/, async () => [201, { state: 'answered' }]],
    ['POST', /^\/v1\/exchanges\/([^/]+)\/receipts$/, async () => [201, { state: 'recorded' }]],
    [
      'POST',
      /^\/v1\/identifier-evaluations$/,
      async (_match, { body }) => {
        const blinded = fromBase64url(String(body.blinded));
        const { evaluated, proof } = evaluateBlinded(hub.lies.evaluateWith ?? prf, blinded);
        return [200, { evaluated: base64url(evaluated), proof: base64url(proof) }];
      },
    ],
    [
      'POST',
      /^\/v1\/subjects$/,
      async (_match, { token }) => {
        const ref = refs.get(partnerOf(token)) ?? newId('chd');
        refs.set(partnerOf(token), ref);
        return [201, enrolled(ref)];
      },
    ],
  ];

  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    hub.received.push(call);
    const found = handlers
      .map(([method, path, handler]) => ({
        match: method === call.method ? path.exec(call.path) : null,
        handler,
      }))
      .find(({ match }) => match !== null);
    const gone = (): boolean => response.destroyed;
    const [status, body] =
      found?.match == null ? [404, 'not-found'] : await found.handler(found.match, call, gone);
    const problem = typeof body === 'string';
    const document = problem
      ? { type: `/problems/${body}`, title: body, status, code: body, traceId: 't' }
      : body;
    response.writeHead(Number(status), {
      'Content-Type': problem ? 'application/problem+json' : 'application/json',
    });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return hub;
}

/** The token's subject is all that this hub tells callers apart by. */
async function callOf(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const token = (request.headers.authorization ?? '').split(' ')[1] ?? '';
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    body: (text === '' ? null : (JSON.parse(text) as Json)) as Received['body'],
    token: claims,
  };
}
