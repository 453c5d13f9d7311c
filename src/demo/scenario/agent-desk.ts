/** A professional at work: everything goes through the partner's own agent. */
import type { Credentials } from '../person.js';
import { type BrowserSession, openSession } from './browser-session.js';

export interface ContextAnswer {
  readonly exchange: string;
  readonly state: string;
  readonly sources: readonly { readonly role: string; readonly state: string }[];
  readonly results: readonly {
    readonly source: { readonly name: string; readonly role: string };
    readonly fields: Readonly<Record<string, { readonly value?: unknown; readonly absent?: true }>>;
    readonly checks: readonly string[];
  }[];
}

export interface ContextQuestion {
  readonly purpose: string;
  readonly question: string;
  readonly waitSeconds: number;
  readonly fields?: readonly string[];
  readonly text?: string;
  readonly necessity?: string;
}

/** Seconds to wait for an answer that is due: an agent that lost its hub for a moment comes back by and by. */
export const patience = 55;

export interface AgentStatus {
  readonly alarms: readonly string[];
  readonly lastTasks: readonly {
    readonly task: string;
    readonly purpose: string | null;
    readonly outcome: string;
    readonly causes: readonly string[];
  }[];
}

export interface ManualTask {
  readonly task: string;
  readonly purpose: string;
  readonly number: string;
  readonly recipient: { readonly name?: string; readonly role: string };
  readonly question: string;
  readonly necessity: unknown;
}

export interface AgentDesk {
  enrol(number: string, relation: string): Promise<string>;
  invite(
    number: string,
    as: 'guardian' | 'young-person',
  ): Promise<{ readonly person: string; readonly code: string }>;
  assertAuthority(number: string, person: string, kind: string, on: string): Promise<{ inEffect: boolean }>;
  askFamily(number: string, purpose: string, flows: readonly string[], explanation: string): Promise<string>;
  consentRequest(id: string): Promise<{ readonly state: string }>;
  introduce(number: string, to: string, purpose: string): Promise<string>;
  redeem(code: string, number: string, relation: string): Promise<string>;
  ask(number: string, question: ContextQuestion): Promise<ContextAnswer>;
  answer(exchange: string): Promise<ContextAnswer>;
  approveEmergency(number: string, purpose: string): Promise<void>;
  manualTasks(): Promise<readonly ManualTask[]>;
  release(task: string, ground: string, fields: object): Promise<void>;
  status(): Promise<AgentStatus>;
}

export async function openAgentDesk(agentUrl: string, who: Credentials): Promise<AgentDesk> {
  const session: BrowserSession = await openSession(agentUrl, who);
  const of = (number: string): string => `/api/children/${number}`;
  const post = <T>(path: string, body: object): Promise<T> => session.call<T>('POST', path, body);
  return {
    enrol: async (number, relation) =>
      (await post<{ subject: string }>(`${of(number)}/enrolment`, { relation })).subject,
    invite: (number, as) => post(`${of(number)}/invitations`, { as }),
    assertAuthority: (number, person, kind, assertedOn) =>
      session.call('PUT', `${of(number)}/authorities/${person}`, {
        kind,
        source: 'declared-by-person',
        assertedOn,
      }),
    askFamily: async (number, purpose, flows, explanation) =>
      (await post<{ id: string }>(`${of(number)}/consent-requests`, { purpose, flows, explanation })).id,
    consentRequest: (id) => session.call('GET', `/api/consent-requests/${id}`),
    introduce: async (number, to, purpose) =>
      (await post<{ code: string }>(`${of(number)}/introductions`, { to, purpose })).code,
    redeem: async (code, number, relation) =>
      (await post<{ subject: string }>('/api/introductions', { code, number, relation })).subject,
    ask: (number, question) => post(`${of(number)}/exchanges`, question),
    answer: (exchange) => session.call('GET', `/api/exchanges/${exchange}`),
    approveEmergency: async (number, purpose) => {
      await post(`${of(number)}/emergency-approvals`, { purpose });
    },
    manualTasks: async () => (await session.call<{ items: ManualTask[] }>('GET', '/api/tasks')).items,
    release: async (task, ground, fields) => {
      await post(`/api/tasks/${task}/release`, { ground, fields });
    },
    status: () => session.call('GET', '/api/status'),
  };
}
