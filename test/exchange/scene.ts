/** One child known to a school, a jgz and a buurtteam; the jgz asks the school for early signals, on consent. */
import type {
  DecidedFlow,
  Delivery,
  ExchangeRequest,
  ExchangeView,
  Professional,
  SubjectRef,
  Task,
  TaskId,
} from '../../src/contract/index.js';
import type { Exchange } from '../../src/exchange/index.js';
import {
  type Answering,
  answer,
  keyStatement,
  necessityFor,
  newTestPartner,
  professional,
  readTicket,
  receiptFor,
  system,
  type TestPartner,
} from './partner.js';
import { flowBetween } from './team.js';
import { exchangeWorld, type World } from './world.js';

export const purpose = 'vroegsignalering-zorgteam';
export const fields = ['leeftijdsband', 'leerjaar'];
/** What the family cannot leave out. */
export const mandatory = ['leeftijdsband', 'signaalDomeinen', 'zorgniveau'];

export interface Asking {
  readonly by?: TestPartner;
  readonly caller?: Professional;
  readonly ref?: SubjectRef;
  readonly fields?: string[];
  readonly request?: Partial<ExchangeRequest>;
  readonly statement?: object;
  readonly wait?: number;
  readonly at?: Exchange;
}

export type Scene = Awaited<ReturnType<typeof scene>>;

export async function scene(world?: World) {
  const hub = world ?? (await exchangeWorld());
  const { clock, team } = hub;
  const school = await hub.partner('school');
  const jgz = await hub.partner('jgz');
  const stranger = await newTestPartner('school');
  const family = await team.family(school);
  const schoolRef = family.ref;
  const jgzRef = await team.enrol(jgz, family.pseudonym);

  let decisions: readonly string[] = [];
  const give = async (change: Partial<DecidedFlow> = {}): Promise<void> => {
    const flow = flowBetween('school-jgz', school.id, jgz.id, [...mandatory, 'leerjaar']);
    decisions = await team.give(family, school, purpose, [{ ...flow, ...change }]);
  };

  const ask = async (asking: Asking = {}): Promise<ExchangeView> => {
    const by = asking.by ?? jgz;
    const statement = await keyStatement(by, clock.now(), {
      purpose: asking.request?.purpose ?? purpose,
      fields: asking.fields ?? fields,
      ...asking.statement,
    });
    const body = {
      subject: asking.ref ?? jgzRef,
      purpose,
      question: 'meedenken',
      keyStatement: statement,
      ...asking.request,
    };
    const caller = asking.caller ?? professional(by, clock.now());
    return hub.call('POST /v1/exchanges', caller, { body, wait: asking.wait ?? 0 }, asking.at);
  };

  /** Of an emergency, without anybody's consent; the child must have been enrolled a day before. */
  const askUrgently = (request: object = {}, caller?: Professional): Promise<ExchangeView> =>
    ask({
      fields: ['contactrol', 'veiligheidsafspraak'],
      request: {
        purpose: 'acute-veiligheid',
        question: 'nu-veilig',
        necessity: necessityFor(school),
        ...request,
      },
      ...(caller !== undefined && { caller }),
    });

  const take = async (source = school, at?: Exchange, limit = 20): Promise<readonly Task[]> =>
    (await hub.call<{ items: Task[] }>('GET /v1/tasks', system(source), { query: { limit } }, at)).items;

  const sealed = async (task: Task, source = school, options: Answering = {}) => {
    const ticket = await readTicket(task, hub.ticketKey);
    const [, claims = ''] = ticket.keyStatement.split('.');
    const recipientKey = JSON.parse(Buffer.from(claims, 'base64url').toString()).jwk;
    const known = hub.catalogue.version(ticket.purpose, ticket.version)?.fields ?? [];
    const sizes = new Map(known.map(({ name, paddedBytes }) => [name, paddedBytes]));
    return answer(source, task, { ticket, recipientKey, sizes }, options);
  };
  const put = (task: TaskId, body: object, source = school, at?: Exchange) =>
    hub.call('PUT /v1/tasks/{task}/envelope', system(source), { params: { task }, body }, at);

  const read = (exchange: string, by = jgz, wait = 0, at?: Exchange): Promise<ExchangeView> =>
    hub.call('GET /v1/exchanges/{exchange}', system(by), { params: { exchange }, wait }, at);

  return {
    hub,
    school,
    jgz,
    stranger,
    family,
    schoolRef,
    jgzRef,
    give,
    withdraw: () => team.withdraw(family, decisions[0]),
    doubt: () => team.doubt(family, school),
    ask,
    askUrgently,
    take,
    sealed,
    put,
    read,
    /** Asked, and answered by the school; the jgz has not fetched it. */
    answered: async (): Promise<{ readonly id: string; readonly task: Task }> => {
      await give();
      const { id } = await ask();
      const [task] = await take();
      if (task === undefined) throw new Error('the school has a task');
      await put(task.id, await sealed(task));
      return { id, task };
    },
    acknowledge: async (exchange: string, delivery: Delivery, change: object = {}) =>
      hub.call('POST /v1/exchanges/{exchange}/receipts', system(jgz), {
        params: { exchange },
        body: { receipt: await receiptFor(jgz, exchange, delivery, clock.now(), change) },
      }),
  };
}
