/** Two families, and everyone who is a stranger to one of them; of each kind of thing there is one in the database. */
import { newId } from '../../src/kernel/index.js';
import { register } from '../passkeys/signer.js';
import { assigned } from '../rights/asked-partner.js';
import { appointed } from '../rights/officer-desk.js';
import { hubWithOldContent } from '../rights/old-content.js';
import { type CitizenAccount, ownAccounts } from './cast.js';
import {
  accessCursor,
  affectedCursor,
  assignmentCursor,
  breachCursor,
  childCursor,
  cursorAt,
  cursorNaming,
  cursorsOfNobody,
  emergencyCursor,
  logCursor,
  receiptCursor,
  stopCursor,
  unusualCursor,
  verificationCursor,
} from './cursors.js';
import { everyone, type Identity } from './everyone.js';
import {
  assertAuthority,
  decisionOn,
  enrolment,
  type Family,
  familyOf,
  flow,
  type Parent,
  purpose,
  questionsOf,
} from './family.js';
import { must, type TestHub } from './hub.js';
import { idOnPaper, writeDown } from './on-paper.js';
import {
  breachIn,
  emergencyAbout,
  overSchool,
  shownToSchool,
  unusualUseIn,
  warnedOf,
} from './planted-oversight.js';
import { askToErase, signAnew } from './planted-steps.js';
import { verificationIn } from './planted-verification.js';
import { cursorAfterReceipt } from './receipt-cursor.js';
import { exchanging } from './whole-exchange.js';

export { type Identity, mayCall } from './everyone.js';

/** Ids, codes and cursors by kind (see id-positions.ts). */
export type Ids = Readonly<Record<string, string>>;

export interface World {
  readonly hub: TestHub;
  readonly identities: readonly Identity[];
  readonly belongings: ReadonlyMap<string, Ids>;
  /** What is in the database, word for word, and who may read it there. */
  readonly texts: readonly { readonly text: string; readonly of: readonly string[] }[];
}

const roomy = { calls: 1_000_000, windowSeconds: 60 };
export const codeOfInvitation = 'code of /v1/me/invitations/_redeem';
export const codeOfRecording = 'code of /v1/recordings/_witness';
export const codeOfIntroduction = 'code of /v1/introductions/_redeem';
const explanation = 'Bij ons in de klas viel ons iets op.';
const names = { ours: 'Testkind Acht', others: 'Testkind Veertien' } as const;

/** Of each kind one that nobody ever had. */
export function idsOfNobody(kinds: readonly string[]): Ids {
  const made: Record<string, string> = {};
  for (const kind of kinds) if (/^[a-z]{3}$/.test(kind)) made[kind] = newId(kind);
  return {
    ...made,
    [codeOfInvitation]: 'QQQQ-QQQQ-QQQQ-QQQQ',
    [codeOfRecording]: 'QQQQ-QQQQ-QQQQ-QQQQ-QQQQ',
    [codeOfIntroduction]: 'QQQQ-QQQQ-QQQQ-QQQQ-QQQQ-QQQQ',
    ...cursorsOfNobody(),
  };
}

export async function plantWorld(): Promise<World> {
  const { hub, childOfOld } = await hubWithOldContent({
    limits: {
      ...{ partner: roomy, person: roomy, address: roomy, failure: roomy },
      ...{ refusal: roomy, partnerRefusal: roomy },
    },
    partners: {
      elders: { role: 'school', bsn: true },
      geschorst: { role: 'school', bsn: true },
      swv: { role: 'samenwerkingsverband', bsn: false },
    },
  });
  const ours = await familyOf(hub, 'ons-kind');
  const belongings = new Map([...(await oursIn(hub, ours)), ...(await othersIn(hub))]);
  belongings.set('school', { ...belongings.get('school'), 'child of old': childOfOld });
  const officer = await appointed(hub);
  belongings.set('jgz', { ...belongings.get('jgz'), ...(await warnedOf(hub, ours, officer)) });
  const emergencies = {
    emr: await emergencyAbout(hub, ours, officer),
    [emergencyCursor]: cursorAt(newId('emr')),
  };
  const identities = await everyone(hub, ours);
  const suspended = hub.more.get('geschorst')?.id ?? '';
  await must(hub.administrator.post(`/v1/partners/${suspended}/suspensions`, { reason: 'proef' }));
  // The officer is asked to erase by every family, and so reads of each.
  const asked = belongings.get('ouder-een')?.rrq;
  if (asked === undefined) throw new Error('a parent has asked to erase');
  // What an officer looks for in the access log is everyone's.
  const { rcp } = belongings.get('ouder-een') ?? {};
  const log = {
    prt: hub.school.id,
    chd: ours.atSchool,
    acc: newId('acc'),
    exc: belongings.get('jgz')?.exc ?? '',
    [logCursor]: cursorAt(newId('exc')),
  };
  const officers = {
    ...belongings.get('toezicht'),
    ...emergencies,
    ...log,
    ...{
      ...(await breachIn(hub)),
      [breachCursor]: cursorAt(newId('brc')),
      [affectedCursor]: cursorAt(newId('exc')),
    },
    ...{ ...(await unusualUseIn(hub)), [unusualCursor]: cursorAt(newId('unu')) },
    ...{ ...(await verificationIn(hub)), [verificationCursor]: cursorAt(newId('vrf')) },
    ...(rcp !== undefined && { rcp }),
    ras: belongings.get('school')?.ras ?? '',
  };
  belongings.set('toezicht', { ...officers, 'request of a parent': asked });
  belongings.set(overSchool, shownToSchool(hub, ours, belongings.get('jgz')?.exc));
  // Nobody's own who is let in: to name oneself is a fault of its own.
  belongings.set('beheer', { prt: suspended });
  const texts = [
    { text: names.ours, of: ['ouder-een', 'ouder-twee'] },
    { text: 'Wij denken graag mee.', of: ['school', 'ouder-een', 'ouder-twee'] },
    { text: names.others, of: ['ouder-drie', 'jongere'] },
    {
      text: 'Testorganisatie school',
      of: ['ouder-een', 'school', 'jgz', 'ouder-twee', 'beheer', overSchool, 'toezicht'],
    },
    { text: 'Testorganisatie jgz', of: ['ouder-een', 'ouder-twee', 'beheer', overSchool, 'toezicht'] },
    { text: 'Testorganisatie elders', of: ['ouder-drie', 'jongere', 'beheer', overSchool, 'toezicht'] },
    { text: explanation, of: ['elders', 'ouder-drie', 'jongere'] },
  ];
  return { hub, identities, belongings, texts };
}

/** Of what the jgz received; the family agrees anew afterwards. */
async function orderToStop(
  hub: TestHub,
  family: Family,
): Promise<{ readonly id: string; readonly exchange: string }> {
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  const { ask, take, put, receive } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const exchange = String((await must(ask())).body.id);
  const [task] = await take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  await put(task);
  await receive(exchange, 5);
  await family.decide(first, 'refused');
  const { body } = await must(hub.jgz.system.get('/v1/stops'));
  const [order] = body.items as readonly { readonly id: string }[];
  if (order === undefined) throw new Error('the jgz has an order');
  for (const parent of family.parents) await family.decide(parent, 'given');
  return { id: order.id, exchange };
}

/** A child of eight: agreed on, asked about, its task taken, introduced; one parent met twice. */
async function oursIn(hub: TestHub, family: Family): Promise<readonly (readonly [string, Ids])[]> {
  const [first, second] = family.parents;
  if (first === undefined || second === undefined) throw new Error('a family has two parents');
  const invited = await must(
    family.nurse.post(`/v1/subjects/${family.atJgz}/invitations`, { as: 'guardian' }),
  );
  const code = String(invited.body.code);
  await must(first.caller.post('/v1/me/invitations/_redeem', { code }));
  await family.agree();
  const stop = await orderToStop(hub, family);
  const passkey = await signAnew(hub, second);
  const { ask, take } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const exchange = String((await must(ask())).body.id);
  const [task] = await take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  const introduced = await must(
    family.teacher.post(`/v1/subjects/${family.atSchool}/introductions`, {
      to: hub.more.get('swv')?.id,
      purpose: 'ondersteuning-passend-onderwijs',
    }),
  );
  const of = async (parent: Parent): Promise<Ids> => {
    const ids = await idsOf(parent);
    const after = await cursorAfterReceipt(hub, parent.child, ids.rcp ?? '');
    return { ...ids, [accessCursor]: cursor, [receiptCursor]: after };
  };
  const cursor = cursorNaming(exchange);
  const asked = await idsOf(first);
  const request = asked.crq === undefined ? {} : { crq: asked.crq };
  const paper = await writeDown(family, first);
  const onPaper = { [codeOfRecording]: paper, rec: await idOnPaper(family, paper) };
  const rrq = await askToErase(first);
  const atSchool = { chd: family.atSchool, [childCursor]: family.atSchool, prf: first.person };
  return [
    [
      'school',
      {
        ...{ ...atSchool, ...request, ...onPaper, tsk: task.id },
        ...{ ras: await assigned(hub, rrq, [hub.school]), [assignmentCursor]: cursorAt(newId('ras')) },
      },
    ],
    [
      'jgz',
      {
        chd: family.atJgz,
        [childCursor]: family.atJgz,
        exc: exchange,
        stp: stop.id,
        // Told again when its lease ends, which a slow run lives to see.
        'exchange of the stop': stop.exchange,
        prf: String(invited.body.person),
        ...onPaper,
      },
    ],
    ['swv', { [codeOfIntroduction]: String(introduced.body.code) }],
    [
      'ouder-een',
      {
        ...{ ...(await of(first)), ...onPaper, [codeOfInvitation]: code },
        ...{ rrq, pky: (await register(hub, first)).id },
      },
    ],
    ['ouder-twee', { ...(await of(second)), pky: passkey }],
  ];
}

async function idsOf(parent: Parent): Promise<Ids> {
  const [question] = await questionsOf(parent);
  const { body } = await must(parent.caller.get(`/v1/me/children/${parent.child}/receipts`));
  const receipts = body.items as readonly { readonly id: string; readonly event: string }[];
  const decided = receipts.find(({ event }) => event.startsWith('consent.'));
  return {
    kid: parent.child,
    ...(decided !== undefined && { rcp: decided.id }),
    ...(question !== undefined && { crq: question.request }),
    ...(question?.own != null && { dec: question.own.decision }),
  };
}

/** A child of another school, old enough to be asked itself. */
async function othersIn(hub: TestHub): Promise<readonly (readonly [string, Ids])[]> {
  const teacher = await hub.more.get('elders')?.professional(ownAccounts('elders').first);
  if (teacher === undefined) throw new Error('another school takes part');
  const year = new Date().getUTCFullYear() - 14;
  const child = { ...enrolment('ander-kind', 'enrolled-pupil', `${year}-01-05`), firstName: names.others };
  const chd = String((await must(teacher.post('/v1/subjects', child))).body.id);
  const meet = async (account: CitizenAccount, as: string): Promise<Parent> => {
    const invited = await must(teacher.post(`/v1/subjects/${chd}/invitations`, { as }));
    const caller = await hub.citizen(account);
    const { body } = await must(caller.post('/v1/me/invitations/_redeem', { code: invited.body.code }));
    return { caller, child: String(body.id), person: String(invited.body.person) };
  };
  const parent = await meet('ouder-drie', 'guardian');
  const young = await meet('jongere', 'young-person');
  await assertAuthority(teacher, chd, parent.person, 'joint');
  const request = { subject: chd, purpose, version: 1, flows: [flow], explanation };
  await must(teacher.post('/v1/consent-requests', request));
  const [question] = await questionsOf(young);
  if (question === undefined) throw new Error('the young person is asked');
  await must(
    young.caller.post(`/v1/me/children/${young.child}/decisions`, {
      ...decisionOn(question, 'refused'),
      flows: [],
    }),
  );
  const rrq = await askToErase(young);
  // One that leaves a parent out, so that it waits for an officer.
  await assertAuthority(teacher, chd, parent.person, 'none');
  const waiting = await must(hub.privacyOfficer.post('/v1/authority-assertions/_search', {}));
  const [assertion] = waiting.body.items as readonly { readonly assertion: string }[];
  if (assertion === undefined) throw new Error('an assertion waits');
  const [own] = (await hub.fresh.database.pool.query<{ id: string }>('SELECT id FROM subject LIMIT 1')).rows;
  return [
    ['elders', { chd, [childCursor]: chd, prf: parent.person, crq: question.request }],
    ['ouder-drie', { ...(await idsOf(parent)), pky: (await register(hub, parent)).id }],
    ['jongere', { ...(await idsOf(young)), rrq, pky: (await register(hub, young)).id }],
    ['toezicht', { ast: assertion.assertion, rrq, sub: own?.id ?? '', [stopCursor]: cursorAt(newId('stp')) }],
  ];
}
