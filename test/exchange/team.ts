/** A family and its partners: enrolled, invited, asked, and deciding through the same doors as anyone. */
import { randomBytes } from 'node:crypto';
import type {
  AccountId,
  Caller,
  ChildRef,
  Citizen,
  DecidedFlow,
  PartnerId,
  PersonRef,
  SubjectRef,
} from '../../src/contract/index.js';
import { base64url, newId } from '../../src/kernel/index.js';
import { professional, type TestPartner } from './partner.js';
import type { Call } from './world.js';

export type Ask = <T>(route: string, caller: Caller, call?: Call) => Promise<T>;

export interface Guardian {
  readonly caller: Citizen;
  readonly child: ChildRef;
  readonly person: PersonRef;
}

export interface Family {
  readonly pseudonym: string;
  readonly guardians: readonly Guardian[];
  /** The school's id for the child. */
  readonly ref: SubjectRef;
}

const birthDate = '2018-05-17';

export const createTeam = (call: Ask, now: () => Date) => {
  const enrol = async (partner: TestPartner, pseudonym: string): Promise<SubjectRef> => {
    const body = { pseudonym, birthDate, firstName: 'Testkind Acht', relation: 'enrolled-pupil' };
    const { id } = await call<{ id: SubjectRef }>('POST /v1/subjects', professional(partner, now()), {
      body,
    });
    return id;
  };

  const guardian = async (school: TestPartner, subject: SubjectRef): Promise<Guardian> => {
    const by = professional(school, now());
    const invited = await call<{ person: PersonRef; code: string }>(
      'POST /v1/subjects/{subject}/invitations',
      by,
      { params: { subject }, body: { as: 'guardian' } },
    );
    const caller: Citizen = {
      kind: 'citizen',
      account: newId<'AccountId'>('acc') as AccountId,
      acr: 'substantial',
      authenticatedAt: now(),
    };
    const { code } = invited;
    const child = await call<{ id: ChildRef }>('POST /v1/me/invitations/_redeem', caller, { body: { code } });
    await authority(school, subject, invited.person, 'joint');
    return { caller, child: child.id, person: invited.person };
  };

  const authority = (school: TestPartner, subject: SubjectRef, person: PersonRef, kind: string) =>
    call('PUT /v1/subjects/{subject}/authorities/{person}', professional(school, now()), {
      params: { subject, person },
      body: { kind, source: 'partner-record', assertedOn: '2026-01-05' },
    });

  return {
    enrol,
    authority,
    /** Enrolled by the school, with two guardians who both have authority. */
    family: async (school: TestPartner): Promise<Family> => {
      const pseudonym = base64url(randomBytes(64));
      const ref = await enrol(school, pseudonym);
      return {
        pseudonym,
        ref,
        guardians: [await guardian(school, ref), await guardian(school, ref)],
      };
    },
    /** The school asks; both guardians say yes to the same. Answers their decisions. */
    give: async (
      { guardians, ref }: Family,
      school: TestPartner,
      purpose: string,
      flows: readonly DecidedFlow[],
    ): Promise<readonly string[]> => {
      const asked = await call<{ id: string }>('POST /v1/consent-requests', professional(school, now()), {
        body: {
          subject: ref,
          purpose,
          version: 1,
          flows: flows.map(({ flow }) => flow),
          explanation: 'Wij vragen dit omdat wij willen meedenken.',
        },
      });
      return Promise.all(
        guardians.map(async ({ caller, child }) => {
          const { items } = await call<{
            items: { request: string; notice: { hash: string; language: string } }[];
          }>('GET /v1/me/children/{child}/consents', caller, { params: { child } });
          const question = items.find(({ request }) => request === asked.id);
          const decided = await call<{ id: string }>('POST /v1/me/children/{child}/decisions', caller, {
            params: { child },
            body: {
              request: asked.id,
              version: 1,
              noticeHash: question?.notice.hash,
              language: question?.notice.language,
              choice: 'given',
              flows,
            },
          });
          return decided.id;
        }),
      );
    },
    withdraw: ({ guardians: [first] }: Family, decision: string | undefined) =>
      call<{ proof: { index: number } }>(
        'POST /v1/me/children/{child}/decisions/{decision}/withdrawals',
        first?.caller as Citizen,
        { params: { child: first?.child, decision } },
      ),
    /** Somebody doubts who has authority: the consent ends by itself and nobody is told. */
    doubt: ({ guardians: [, second], ref }: Family, school: TestPartner) =>
      authority(school, ref, second?.person as PersonRef, 'under-investigation'),
  };
};

export const flowBetween = (
  flow: string,
  source: PartnerId,
  recipient: PartnerId,
  fields: readonly string[],
): DecidedFlow => ({ flow, sources: [source], recipients: [recipient], fields: [...fields] });
