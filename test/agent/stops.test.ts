import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgent } from '../../src/agent/index.js';
import { answerStop, listStops } from '../../src/agent/usecases/obey-stop.js';
import {
  readStatement,
  type StopOrder,
  type StopOrderStatement,
  signStatement,
} from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, newId, type SigningKey } from '../../src/kernel/index.js';
import { freePort, present, startTwoAgents, type TwoAgents } from './two-agents.js';
import { purpose } from './world.js';

let world: TwoAgents;
beforeAll(async () => {
  world = await startTwoAgents();
  await world.anna.send('POST', '/api/children/1001/enrolment', { relation: 'enrolled-pupil' });
  await world.bram.send('POST', '/api/children/J-77/enrolment', { relation: 'in-care' });
});
afterAll(() => world.close());

interface Ordering {
  readonly to?: string;
  readonly change?: Partial<StopOrderStatement>;
  readonly key?: SigningKey;
  readonly order?: Partial<StopOrder>;
}

async function order(
  exchange: string,
  tasks: readonly string[],
  ordering: Ordering = {},
): Promise<StopOrder> {
  const { hubTicket, ledger, recipient } = await present(() => world.hub.world ?? undefined);
  const id = newId<'StopId'>('stp');
  const at = Math.floor(Date.now() / 1_000);
  const statement = {
    iss: world.hub.url,
    aud: ordering.to ?? recipient.id,
    jti: id,
    exchange,
    tasks,
    purpose: purpose.id,
    iat: at,
    exp: at + 3_600,
    ...ordering.change,
  } as StopOrderStatement;
  const made: StopOrder = {
    id,
    exchange: exchange as StopOrder['exchange'],
    order: await signStatement(ordering.key ?? hubTicket, 'kernhub-stop+jwt', statement),
    proof: ledger.append('stop'),
    leasedUntil: new Date().toISOString(),
    ...ordering.order,
  };
  world.hub.stops.set(made, ordering.to ?? recipient.id);
  return made;
}

const answerTo = ({ id }: StopOrder) =>
  world.hub.received.find(({ method, path }) => method === 'POST' && path === `/v1/stops/${id}/statements`);

const keysOf = (partner: string) => world.roster.partners.find(({ id }) => id === partner)?.signing ?? [];

async function received(): Promise<{ readonly exchange: string; readonly task: string }> {
  const asked = await world.bram.send('POST', '/api/children/J-77/exchanges', {
    purpose: purpose.id,
    question: purpose.questions[0]?.code,
    waitSeconds: 20,
  });
  const { exchange, results } = asked.body as { exchange: string; results: unknown[] };
  if (results.length === 0) throw new Error('the question was answered');
  const receipt = await present(() =>
    world.hub.received.find(({ path }) => path === `/v1/exchanges/${exchange}/receipts`),
  );
  const claims = String(receipt.body.receipt).split('.')[1] ?? '';
  return { exchange, task: JSON.parse(Buffer.from(claims, 'base64url').toString()).task };
}

describe('an order to stop', () => {
  it('takes what was opened out of the memory, and is answered with the roster key', async () => {
    const { exchange, task } = await received();
    const given = await order(exchange, [task]);
    const { body } = await present(() => answerTo(given));
    const keys = keysOf(world.jgz.agent.partner);
    const said = await readStatement(String(body.statement), 'kernhub-stopped+jwt', keys);
    expect(said).toMatchObject({ stop: given.id, exchange, outcome: 'erased' });
    const seen = await world.bram.get(`/api/exchanges/${exchange}`);
    expect(seen.body).toMatchObject({ state: 'withdrawn', results: [], refused: [] });
  });

  it('leaves what it does not name', async () => {
    const { exchange } = await received();
    const given = await order(exchange, [newId('tsk')]);
    await present(() => answerTo(given));
    const seen = await world.bram.get(`/api/exchanges/${exchange}`);
    expect(seen.body.results).toHaveLength(1);
  });

  it('is neither obeyed nor answered when a check fails, and the log says which', async () => {
    const { exchange, task } = await received();
    const { source, recipient } = await present(() => world.hub.world ?? undefined);
    const other = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const cases: readonly (readonly [string, Ordering])[] = [
      ['stop-signature', { key: other }],
      ['stop-issuer', { change: { iss: 'https://elders.example' } }],
      ['stop-audience', { change: { aud: source.id } }],
      ['stop-order', { change: { jti: newId<'StopId'>('stp') } }],
      ['stop-exchange', { order: { exchange: newId<'ExchangeId'>('exc') } }],
      [
        'stop-proof',
        {
          order: {
            proof: { ...(await present(() => world.hub.world ?? undefined)).ledger.append('a'), index: 0 },
          },
        },
      ],
    ];
    for (const [code, wrong] of cases) {
      const given = await order(exchange, [task], { to: recipient.id, ...wrong });
      const line = await present(() => world.log.find((entry) => entry.includes(given.id)));
      expect(JSON.parse(line)).toMatchObject({ event: 'stop.refused', causes: code });
      expect(answerTo(given)).toBeUndefined();
    }
    const seen = await world.bram.get(`/api/exchanges/${exchange}`);
    expect(seen.body.results).toHaveLength(1);
  });

  it('waits for a professional where answers are copied by hand', async () => {
    await world.school.close();
    const config = { ...world.schoolConfig, port: await freePort(), stopAnswer: 'by-hand' as const };
    const running = await startAgent(config, { log: () => undefined });
    try {
      const { source } = await present(() => world.hub.world ?? undefined);
      const given = await order(newId('exc'), [newId('tsk')], { to: source.id });
      const [waiting] = await present(() =>
        running.agent.stops.size > 0 ? listStops(running.agent) : undefined,
      );
      expect(waiting).toEqual({ id: given.id, exchange: given.exchange });
      expect(answerTo(given)).toBeUndefined();
      const anna = { account: 'anna', token: 'a.b.c' };
      await answerStop(running.agent, anna, given.id, { outcome: 'kept', ground: 'legal-obligation' });
      const { body } = await present(() => answerTo(given));
      const said = await readStatement(String(body.statement), 'kernhub-stopped+jwt', keysOf(source.id));
      expect(said).toMatchObject({ outcome: 'kept', ground: 'legal-obligation' });
      await expect(answerStop(running.agent, anna, given.id, { outcome: 'erased' })).rejects.toThrow();
    } finally {
      await running.close();
    }
  });
});
