/** Consent that a professional writes down with the person present, and the second professional who stands for it. */
import {
  type ConsentRequestId,
  type FamilyLanguage,
  type FamilyTexts,
  type Field,
  HubError,
  NotFound,
  type PersonRef,
  type Purpose,
  type RecordedChannel,
  type RecordedWithPerson,
  type RecordingView,
} from '../../contract/index.js';
import { base64url, sha256 } from '../../kernel/index.js';
import type { AskedQuestion, FamilyState, InvitedPerson } from '../state-shapes.js';
import type { Agent, Professional } from './agent-parts.js';
import { refOf } from './find-child.js';

/** Whom this agent invited about an own child, and what it asked; both the oldest first. @throws NotFound */
export function familyOf(agent: Agent, number: string): FamilyState {
  refOf(agent, number);
  const { persons, questions } = agent.state.family.read();
  const ofChild = (item: { readonly number: string }): boolean => item.number === number;
  return { persons: persons.filter(ofChild), questions: questions.filter(ofChild) };
}

/** A question and the person who is about to answer it, with the words that this person must be shown. */
export interface Spoken {
  readonly question: AskedQuestion;
  readonly person: InvitedPerson;
  readonly purpose: Purpose;
  /** What goes wherever the person says yes to all of it, in the purpose's order. */
  readonly fields: readonly Field[];
  readonly texts: FamilyTexts;
}

/** @throws NotFound for a question or person that this agent does not know, or of two children */
export async function wordsToSay(
  agent: Agent,
  { language, ...asked }: Asked & { readonly number: string; readonly language: FamilyLanguage },
): Promise<Spoken> {
  const known = knownIn(agent, asked);
  const { question } = known;
  if (question.number !== asked.number) throw new NotFound();
  const purpose = await agent.purposes.version(question.purpose, question.version);
  const texts = await agent.hub.familyTexts(question, language, known.person.as);
  if (base64url(sha256(texts.notice.text)) !== texts.notice.hash)
    throw new HubError('internal', { detail: 'the notice is not the one that its hash names' });
  const reaching = new Set(flowsIn(purpose, question).flatMap((flow) => flow.fields));
  return { ...known, purpose, fields: purpose.fields.filter(({ name }) => reaching.has(name)), texts };
}

interface Asked {
  readonly request: string;
  readonly person: string;
}

/** What the person said. */
export interface Said {
  readonly person: PersonRef;
  readonly channel: RecordedChannel;
  readonly choice: 'given' | 'refused';
  readonly language: FamilyLanguage;
  /** Of the notice that the person was shown. */
  readonly noticeHash: string;
  /** Names of optional fields that the person allows too. */
  readonly optionalFields: readonly string[];
  readonly signedOn?: string;
}

/**
 * Writes it down at the hub: a yes waits for its second step, a no holds at once.
 *
 * @throws NotFound | HubError, and DoneBefore only where `once` names the call
 */
export async function writeDown(
  agent: Agent,
  { token }: Professional,
  request: string,
  said: Said,
  once?: string,
): Promise<RecordedWithPerson> {
  const { question } = knownIn(agent, { request, person: said.person });
  const purpose = await agent.purposes.version(question.purpose, question.version);
  const { optionalFields, ...submission } = said;
  const left = new Set(
    purpose.fields
      .filter(({ name, optional }) => optional && !optionalFields.includes(name))
      .map(({ name }) => name),
  );
  const flows = flowsIn(purpose, question)
    .map(({ id, fields }) => ({ flow: id, fields: fields.filter((name) => !left.has(name)) }))
    .filter(({ fields }) => fields.length > 0);
  return agent.hub.record(
    request,
    { ...submission, version: question.version, flows: said.choice === 'given' ? flows : [] },
    token,
    once,
  );
}

/** What a colleague, or another partner's professional, wrote down about an own child. @throws NotFound | HubError */
export async function readPaper(
  agent: Agent,
  { token }: Professional,
  number: string,
  code: string,
): Promise<{ readonly view: RecordingView; readonly purpose: Purpose }> {
  const view = await agent.hub.readToWitness({ code, subject: refOf(agent, number) }, token);
  return { view, purpose: await agent.purposes.version(view.purpose, view.version) };
}

/** Stands for it as the second professional: from now on it is a decision. @throws NotFound | HubError | DoneBefore */
export const standForPaper = (
  agent: Agent,
  { token }: Professional,
  number: string,
  code: string,
  once?: string,
) => agent.hub.witness({ code, subject: refOf(agent, number) }, token, once);

const flowsIn = (purpose: Purpose, { flows }: AskedQuestion) =>
  purpose.flows.filter(({ id }) => flows.includes(id));

function knownIn(agent: Agent, { request, person }: Asked) {
  const { persons, questions } = agent.state.family.read();
  const question = questions.find((candidate) => candidate.request === (request as ConsentRequestId));
  const known = persons.find((candidate) => candidate.person === (person as PersonRef));
  if (question === undefined || known === undefined || known.number !== question.number) throw new NotFound();
  return { question, person: known };
}
