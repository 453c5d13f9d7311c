/** A parent or young person with a session at the hub. */
import type { Credentials } from '../person.js';
import { type BrowserSession, openSession } from './browser-session.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface FamilyQuestion {
  readonly request: string;
  readonly askedBy: Named;
  readonly explanation: string;
  readonly purpose: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly flows: readonly { readonly id: string; readonly fields: readonly string[] }[];
  };
  readonly flows: readonly {
    readonly flow: string;
    readonly sources: readonly Named[];
    readonly recipients: readonly Named[];
  }[];
  readonly notice: { readonly language: string; readonly text: string; readonly hash: string };
  readonly own: { readonly decision: string; readonly state: string } | null;
  readonly state: string;
}

export interface FamilyPortal {
  redeem(code: string): Promise<void>;
  children(): Promise<
    readonly { readonly id: string; readonly firstName: string; readonly waiting: number }[]
  >;
  questions(firstName: string): Promise<readonly FamilyQuestion[]>;
  /** Decides on every flow that the question offers, whole; on the newest question about the purpose. @returns its id */
  decide(firstName: string, purpose: string, choice: 'given' | 'refused'): Promise<string>;
  /** Withdraws the decision on a purpose that stands. */
  withdraw(firstName: string, purpose: string): Promise<void>;
  /** The newest receipt about a child, as it is downloaded: JSON-LD. */
  receipt(firstName: string): Promise<string>;
}

export async function openFamilyPortal(hubUrl: string, who: Credentials): Promise<FamilyPortal> {
  const session: BrowserSession = await openSession(hubUrl, who);
  const children = async () =>
    (
      await session.call<{ items: { id: string; firstName: string; waiting: number }[] }>(
        'GET',
        '/v1/me/children',
      )
    ).items;
  const childOf = async (firstName: string): Promise<string> => {
    const child = (await children()).find((candidate) => candidate.firstName === firstName);
    if (child === undefined) throw new Error(`${who.account} does not see ${firstName}`);
    return child.id;
  };
  const questionsOf = async (child: string): Promise<readonly FamilyQuestion[]> =>
    (await session.call<{ items: FamilyQuestion[] }>('GET', `/v1/me/children/${child}/consents`)).items;
  const questionOn = async (child: string, purpose: string): Promise<FamilyQuestion> => {
    const question = (await questionsOf(child)).find((candidate) => candidate.purpose.id === purpose);
    if (question === undefined) throw new Error(`${who.account} is not asked about ${purpose}`);
    return question;
  };
  return {
    children,
    redeem: async (code) => {
      await session.call('POST', '/v1/me/invitations/_redeem', { code });
    },
    questions: async (firstName) => questionsOf(await childOf(firstName)),
    decide: async (firstName, purpose, choice) => {
      const child = await childOf(firstName);
      const question = await questionOn(child, purpose);
      const path = `/v1/me/children/${child}/decisions`;
      return (await session.call<{ id: string }>('POST', path, decisionOn(question, choice))).id;
    },
    withdraw: async (firstName, purpose) => {
      const child = await childOf(firstName);
      const { own } = await questionOn(child, purpose);
      await session.call('POST', `/v1/me/children/${child}/decisions/${own?.decision}/withdrawals`);
    },
    receipt: async (firstName) => {
      const receipts = `/v1/me/children/${await childOf(firstName)}/receipts`;
      const [newest] = (await session.call<{ items: { id: string }[] }>('GET', receipts)).items;
      if (newest === undefined) throw new Error(`${who.account} has no receipt about ${firstName}`);
      return JSON.stringify(await session.call('GET', `${receipts}/${newest.id}`));
    },
  };
}

function decisionOn(question: FamilyQuestion, choice: 'given' | 'refused'): object {
  const { request, purpose, notice, flows } = question;
  return {
    request,
    version: purpose.version,
    noticeHash: notice.hash,
    language: notice.language,
    choice,
    flows:
      choice === 'refused'
        ? []
        : flows.map(({ flow, sources, recipients }) => ({
            flow,
            sources: sources.map(({ id }) => id),
            recipients: recipients.map(({ id }) => id),
            fields: purpose.flows.find(({ id }) => id === flow)?.fields ?? [],
          })),
  };
}
