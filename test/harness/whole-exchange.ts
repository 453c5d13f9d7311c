/** A whole exchange over the API: the nurse asks, the school's system seals, the nurse receives. */
import type { Envelope, ExchangeView, Role, Task } from '../../src/contract/index.js';
import { importSigningKey, type PublicJwk } from '../../src/kernel/index.js';
import { answer, keyStatement, receiptFor, type TestPartner as Signer } from '../exchange/partner.js';
import type { Answer, Call } from './caller.js';
import { type Family, purpose } from './family.js';
import { must, type TestHub } from './hub.js';

const fields = ['leeftijdsband', 'zorgniveau'] as const;

export interface ExchangeParts {
  readonly school: TestHub['school'];
  readonly jgz: TestHub['jgz'];
  readonly family: Family;
}

export interface Exchanging {
  /** The body of a question that was never asked before. */
  question(): Promise<object>;
  ask(more?: Partial<Call>): Promise<Answer>;
  /** What waits for the school, at most so many tasks. */
  take(limit: number, waitSeconds: number, more?: Partial<Call>): Promise<readonly Task[]>;
  put(task: Task): Promise<Answer>;
  /** Waits for the answer and posts the receipt. */
  receive(exchange: string, waitSeconds: number): Promise<void>;
}

async function signerOf({ id, role, keys }: TestHub['school']): Promise<Signer> {
  return { id, role: role as Role, ...keys, key: await importSigningKey(keys.signing) };
}

const claimsOf = <T>(jws: string): T =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as T;

export async function exchanging({ school, jgz, family }: ExchangeParts): Promise<Exchanging> {
  const [source, recipient] = [await signerOf(school), await signerOf(jgz)];
  const { body } = await must(school.system.get(`/v1/purposes/${purpose}/versions/1`));
  const published = body.fields as readonly { readonly name: string; readonly paddedBytes: number }[];
  const sizes = new Map(published.map(({ name, paddedBytes }) => [name, paddedBytes]));
  const question = async () => ({
    subject: family.atJgz,
    purpose,
    question: 'meedenken',
    keyStatement: await keyStatement(recipient, new Date(), { purpose, fields: [...fields] }),
  });
  const seal = (task: Task): Promise<Envelope> => {
    const ticket = claimsOf<Parameters<typeof answer>[2]['ticket']>(task.ticket);
    const { jwk } = claimsOf<{ jwk: PublicJwk }>(ticket.keyStatement);
    return answer(source, task, { ticket, recipientKey: jwk, sizes });
  };
  return {
    question,
    ask: async (more = {}) => family.nurse.post('/v1/exchanges', await question(), more),
    take: async (limit, wait, more = {}) =>
      (await must(school.system.send({ path: `/v1/tasks?limit=${limit}`, wait, ...more }))).body
        .items as readonly Task[],
    put: async (task) =>
      must(
        school.system.send({
          method: 'PUT',
          path: `/v1/tasks/${task.id}/envelope`,
          body: await seal(task),
        }),
      ),
    receive: async (exchange, wait) => {
      const path = `/v1/exchanges/${exchange}`;
      for (;;) {
        const view = (await must(family.nurse.send({ path, wait }))).body as unknown as ExchangeView;
        const [delivery] = view.deliveries;
        if (delivery === undefined) continue;
        const receipt = await receiptFor(recipient, exchange, delivery, new Date());
        await must(family.nurse.post(`${path}/receipts`, { receipt }));
        return;
      }
    },
  };
}
