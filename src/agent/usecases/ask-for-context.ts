import { randomBytes } from 'node:crypto';
import {
  type ExchangeView,
  HubError,
  InvalidRequest,
  type NecessityText,
  type OfficerText,
  type Purpose,
  type RosterPartner,
  reviewingOfficer,
  type SubjectRef,
  signStatement,
} from '../../contract/index.js';
import { base64url, generatePrivateJwk, publicJwkOf } from '../../kernel/index.js';
import { fieldsFor, flowsTo, standsFor } from '../domain/flow.js';
import {
  type SealedText,
  sealTextFor,
  sealTextForOfficers,
  type TextKind,
  type TextOrder,
} from '../domain/sealed-text.js';
import type { PendingRequest } from '../state-shapes.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { refOf } from './find-child.js';
import type { Answer } from './keep-answers.js';
import { receiveAnswer } from './receive-answer.js';

export interface ContextRequest {
  readonly number: string;
  readonly purpose: string;
  readonly question: string;
  /** By default every field that the purpose brings to this partner's role. */
  readonly fields?: readonly string[];
  /** Free text for the sources. */
  readonly text?: string;
  /** Emergency: why it cannot wait. */
  readonly necessity?: string;
  /** Emergency: why the family may not see it now; for the privacy officers alone. */
  readonly unsafeForFamily?: string;
  /** The child is one of somebody who works at this partner: the privacy officers look at it. */
  readonly colleaguesChild?: true;
  readonly waitSeconds?: number;
}

/** As long as the hub lets a question stand, at most; then no source seals to this key any more. */
const keyStatementSeconds = 24 * 60 * 60;
/** The hub keeps no sealed answer longer than a day; a key that nobody came back for opens nothing after that. */
const keptSeconds = 3 * keyStatementSeconds;

/**
 * Asks the sources for context on one child, with a key made for this request alone, and waits for what comes at once.
 *
 * @throws NotFound @throws InvalidRequest @throws HubError as the hub answered, `basis-not-in-force` for one
 */
export async function askForContext(
  agent: Agent,
  professional: Professional,
  request: ContextRequest,
): Promise<Answer> {
  const subject = refOf(agent, request.number);
  const { pending, view } = await agent.purposes.withInForce(request.purpose, (purpose) =>
    createExchange(agent, professional, { ...request, subject, purpose }),
  );
  await agent.state.pending.change((present) => ({
    items: [...present.items.filter(({ askedAt }) => askedAt + keptSeconds > pending.askedAt), pending],
  }));
  agent.log('exchange.asked', { exchange: view.id, purpose: pending.purpose });
  return receiveAnswer(agent, professional, view.id, request.waitSeconds ?? 0, view);
}

type Asked = Wanted & { readonly subject: SubjectRef; readonly purpose: Purpose };

async function createExchange(
  agent: Agent,
  professional: Professional,
  { purpose, subject, ...request }: Asked,
): Promise<{ readonly pending: PendingRequest; readonly view: ExchangeView }> {
  const fields = fieldsAsked(agent, purpose, request);
  const privateJwk = await generatePrivateJwk('X25519');
  const now = secondsNow(agent);
  const keyStatement = await signStatement(agent.signing, 'kernhub-key+jwt', {
    iss: agent.partner,
    jti: base64url(randomBytes(16)),
    purpose: purpose.id,
    version: purpose.version,
    fields: [...fields],
    jwk: publicJwkOf(privateJwk) as never,
    iat: now,
    exp: now + keyStatementSeconds,
  });
  const view = await agent.hub.createExchange(
    {
      subject,
      purpose: purpose.id,
      question: request.question,
      keyStatement,
      ...(request.colleaguesChild === true && { colleaguesChild: true }),
      ...(await sealedTexts(agent, purpose, keyStatement, request)),
    },
    professional.token,
  );
  const pending: PendingRequest = {
    exchange: view.id,
    number: request.number,
    purpose: purpose.id,
    version: purpose.version,
    question: request.question,
    fields: [...fields],
    keyStatement,
    privateJwk: privateJwk as never,
    askedBy: professional.account,
    askedAt: now,
    receipted: [],
  };
  return { pending, view: view as ExchangeView };
}

type Wanted = Omit<ContextRequest, 'purpose'>;

function fieldsAsked(agent: Agent, purpose: Purpose, request: Wanted): readonly string[] {
  const reachable = fieldsFor(purpose, agent.rosters.self().role);
  if (reachable.length === 0) {
    throw new HubError('role-not-allowed', { detail: 'no flow of the purpose leads to this partner' });
  }
  const asked = request.fields ?? reachable;
  const faults = asked
    .filter((name) => !reachable.includes(name))
    .map((name) => ({ pointer: '/fields', reason: `${name} does not come to this partner's role` }));
  if (!purpose.questions.some(({ code }) => code === request.question)) {
    faults.push({ pointer: '/question', reason: 'is not a question of the purpose' });
  }
  if (purpose.emergency !== null && request.necessity === undefined) {
    faults.push({ pointer: '/necessity', reason: 'is required in an emergency' });
  }
  const { officers = [] } = agent.rosters.current();
  if (purpose.emergency !== null && officers.every(({ sealing = [] }) => sealing.length === 0)) {
    faults.push({
      pointer: '/necessity',
      reason: 'cannot be read by a privacy officer: the roster lists no key',
    });
  }
  if (purpose.emergency === null && request.necessity !== undefined) {
    faults.push({ pointer: '/necessity', reason: 'belongs to an emergency only' });
  }
  if (purpose.emergency === null && request.unsafeForFamily !== undefined) {
    faults.push({ pointer: '/unsafeForFamily', reason: 'belongs to an emergency only' });
  }
  if (faults.length > 0) throw new InvalidRequest(faults);
  return asked;
}

interface SealedTexts {
  readonly questionText?: SealedText[];
  readonly necessity?: NecessityText[];
  readonly unsafeForFamily?: OfficerText[];
}

async function sealedTexts(
  agent: Agent,
  purpose: Purpose,
  keyStatement: string,
  { text, necessity, unsafeForFamily }: Wanted,
): Promise<SealedTexts> {
  const [sources, roster] = [possibleSources(agent, purpose), agent.rosters.current()];
  const sealed = async <T>(
    kind: TextKind,
    plain: string | undefined,
    seal: (order: TextOrder) => Promise<readonly T[] | null>,
  ): Promise<T[]> => {
    if (plain === undefined || plain.trim() === '') return [];
    const texts = await seal({ kind, text: plain, from: agent.partner, keyStatement });
    const pointer = kind === 'questionText' ? '/text' : `/${kind}`;
    if (texts === null) throw new InvalidRequest([{ pointer, reason: 'is too long' }]);
    return [...texts];
  };
  const forSources = (order: TextOrder) => sealTextFor(order, sources);
  const forOfficers = (order: TextOrder) => sealTextForOfficers(order, roster);
  const toOfficer = (officerText: OfficerText) => ({ to: reviewingOfficer, ...officerText }) as const;
  const questionText = await sealed('questionText', text, forSources);
  const reviewed = (await sealed('necessity', necessity, forOfficers)).map(toOfficer);
  const necessities = [...(await sealed('necessity', necessity, forSources)), ...reviewed];
  const unsafe = await sealed('unsafeForFamily', unsafeForFamily, forOfficers);
  return {
    ...(questionText.length > 0 && { questionText }),
    ...(necessities.length > 0 && { necessity: necessities }),
    ...(unsafe.length > 0 && { unsafeForFamily: unsafe }),
  };
}

/** As many as fit in one request to the hub, with every text, beside five officers. */
const mostSources = 30;

/** The hub never says who else knows a child, so a text is sealed to every partner that could be a source. */
function possibleSources(agent: Agent, purpose: Purpose): readonly RosterPartner[] {
  const self = agent.rosters.self();
  const roles = flowsTo(purpose, self.role).map((flow) => flow.source);
  const partners = agent.rosters
    .current()
    .partners.filter(({ id, role }) => id !== self.id && roles.some((source) => standsFor(source, role)));
  return partners.slice(0, mostSources);
}
