import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf } from '../harness/announced.js';
import type { Caller } from '../harness/caller.js';
import { startTestHub, type TestHub } from '../harness/hub.js';

/** Each row of the published document, called as everyone: so that a new route cannot escape. */
interface Row {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly callers: readonly string[];
  readonly body: { readonly additionalProperties?: boolean } | null;
  readonly idempotent: boolean;
}

interface Described {
  readonly description?: string;
  readonly parameters?: readonly { readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Row['body'] }> };
}

/** One well-formed id of each kind, known to nobody. */
const unknown: Readonly<Record<string, string>> = {
  partner: 'prt_',
  subject: 'chd_',
  person: 'prf_',
  exchange: 'exc_',
  task: 'tsk_',
  stop: 'stp_',
  request: 'crq_',
  child: 'kid_',
  decision: 'dec_',
  receipt: 'rcp_',
};
const fill = (path: string): string =>
  path
    .replace('{purpose}', 'geen-doel')
    .replace('{version}', '1')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => `${unknown[name] ?? ''}${'A'.repeat(22)}`);

let hub: TestHub;
let rows: readonly Row[];
let callers: Readonly<Record<string, Caller>>;

beforeAll(async () => {
  // Everyone calls, and is refused, far more often here than a client that means well.
  const roomy = { calls: 1_000_000, windowSeconds: 60 };
  hub = await startTestHub({ limits: { failure: roomy, refusal: roomy, partnerRefusal: roomy } });
  rows = Object.entries(hub.document.paths).flatMap(([entry, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'servers')
      .map(([method, operation]) => rowOf(method, pathOf(entry, item), operation as Described)),
  );
  callers = {
    system: hub.school.system,
    professional: await hub.school.professional(),
    citizen: await hub.citizen('ouder-een'),
    administrator: hub.administrator,
    officer: hub.privacyOfficer,
  };
});
afterAll(() => hub?.close());

function rowOf(method: string, path: string, operation: Described): Row {
  return {
    method: method.toUpperCase() as Row['method'],
    path: fill(path),
    callers: /Callers: ([a-z, ]+)\./.exec(operation.description ?? '')?.[1]?.split(', ') ?? [],
    body: operation.requestBody?.content['application/json']?.schema ?? null,
    idempotent: (operation.parameters ?? []).some(({ $ref }) => $ref?.endsWith('/IdempotencyKey') === true),
  };
}

const closedRows = () => rows.filter((row) => !row.callers.includes('anyone'));
const callOf = ({ method, path, body }: Row) => ({ method, path, ...(body !== null && { body: {} }) });
const nameOf = ({ method, path }: Row): string => `${method} ${path}`;
const callerFor = ({ callers: kinds }: Row): Caller => {
  const kind = kinds.find((name) => callers[name] !== undefined) ?? '';
  return callers[kind] ?? hub.anyone;
};

describe('every route', () => {
  it('says who may call it', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row.callers, nameOf(row)).not.toEqual([]);
  });

  it('answers 401 with a challenge to someone without token or session', async () => {
    for (const row of closedRows()) {
      const answer = await hub.anyone.send(callOf(row));
      expect(answer.status, nameOf(row)).toBe(401);
      expect(answer.headers.get('www-authenticate'), nameOf(row)).not.toBeNull();
    }
  });

  it('answers 403 to every kind of caller that it is not for', async () => {
    for (const row of closedRows()) {
      for (const [kind, caller] of Object.entries(callers)) {
        // A session is no token and a token is no session: those are 401 elsewhere.
        const sameDoor = (kind === 'citizen') === row.callers.includes('citizen');
        if (row.callers.includes(kind) || !sameDoor) continue;
        const answer = await caller.send(callOf(row));
        expect(answer.status, `${nameOf(row)} as ${kind}`).toBe(403);
      }
    }
  });

  it('answers 403 to a partner that has not signed the agreement, unless it is there to sign it', async () => {
    for (const row of closedRows().filter(({ callers: kinds }) => kinds.includes('system'))) {
      const answer = await hub.newcomer.system.send(callOf(row));
      if (row.path.startsWith('/v1/agreements')) expect(answer.status, nameOf(row)).not.toBe(403);
      else expect(answer.body.code, nameOf(row)).toBe('agreement-missing');
    }
  });

  it('answers 400 to an unknown query parameter', async () => {
    for (const row of rows) {
      const answer = await callerFor(row).send({ ...callOf(row), path: `${row.path}?kleur=rood` });
      expect(answer.status, nameOf(row)).toBe(400);
      expect(answer.body.errors, nameOf(row)).toContainEqual(
        expect.objectContaining({ in: 'query', pointer: '/kleur' }),
      );
    }
  });

  it('answers 400 to an unknown field, to a body that is no object, and to text that is no JSON', async () => {
    for (const row of rows.filter(({ body }) => body !== null)) {
      const caller = callerFor(row);
      const { method, path } = row;
      const field = await caller.send({ method, path, body: { kleur: 'rood' } });
      expect(field.status, nameOf(row)).toBe(400);
      expect(field.body.errors, nameOf(row)).toContainEqual({
        pointer: '/kleur',
        reason: 'is not a known field',
      });
      expect((await caller.send({ method, path, body: [] })).status, nameOf(row)).toBe(400);
      expect((await caller.send({ method, path, raw: '{"a":1,"a":2}' })).status, nameOf(row)).toBe(400);
    }
  });

  it('answers 400 without an Idempotency-Key where one is required', async () => {
    for (const row of rows.filter(({ idempotent }) => idempotent)) {
      const answer = await callerFor(row).send({ ...callOf(row), key: null });
      expect(answer.status, nameOf(row)).toBe(400);
      expect(answer.body.errors, nameOf(row)).toContainEqual(
        expect.objectContaining({ in: 'header', pointer: '/Idempotency-Key' }),
      );
    }
  });

  it('answers 401 to a partner whose body is not signed, or by another key', async () => {
    for (const row of rows.filter(({ body, callers: kinds }) => body !== null && kinds.some(isPartner))) {
      for (const flaw of [{ headers: { 'Payload-Signature': null } }, { signingKey: hub.jgz.keys.signing }]) {
        const answer = await callerFor(row).send({ ...callOf(row), ...flaw });
        expect(answer.body.code, nameOf(row)).toBe('payload-signature-invalid');
      }
    }
  });

  it('answers 403 to a session whose request comes from another site', async () => {
    for (const row of rows.filter(
      ({ method, callers: kinds }) => method !== 'GET' && kinds.includes('citizen'),
    )) {
      for (const origin of [null, 'https://elders.example', 'null']) {
        const answer = await callerFor(row).send({ ...callOf(row), headers: { Origin: origin } });
        expect(answer.body.code, nameOf(row)).toBe('origin-not-allowed');
      }
    }
  });

  it('answers 415 and 413 before it looks at a body', async () => {
    for (const row of rows.filter(({ body }) => body !== null)) {
      const caller = callerFor(row);
      const zipped = await caller.send({ ...callOf(row), headers: { 'Content-Encoding': 'gzip' } });
      expect(zipped.status, nameOf(row)).toBe(415);
      if (row.path === '/v1/rosters') continue;
      const large = await caller.send({ ...callOf(row), raw: ' '.repeat(300_000) });
      expect(large.status, nameOf(row)).toBe(413);
    }
  });

  it('answers 405 with Allow to another method', async () => {
    for (const { path } of rows) {
      const answer = await hub.anyone.send({ method: 'PATCH', path });
      expect([answer.status, answer.headers.get('allow') !== null], path).toEqual([405, true]);
    }
  });
});

const isPartner = (kind: string): boolean => kind === 'system' || kind === 'professional';
