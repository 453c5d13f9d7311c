/** The pages about a child's family: inviting, asking, writing down what somebody says, standing for it. */
import express, { type Request, type Router } from 'express';
import {
  authorityAssertion,
  closed,
  familyLanguage,
  invitationRequest,
  NotFound,
  slug,
  text,
} from '../../contract/index.js';
import type { Markup } from '../../text/index.js';
import { needsConsent } from '../domain/flow.js';
import { paperCode, saidWithPerson } from '../local-api.js';
import { paramOf } from '../params.js';
import type { AskedQuestion } from '../state-shapes.js';
import type { Agent, Professional } from '../usecases/agent-parts.js';
import { DoneBefore } from '../usecases/hub-calls.js';
import { familyOf, readPaper, standForPaper, wordsToSay, writeDown } from '../usecases/record-with-person.js';
import { askFamily, assertAuthority, invitePerson } from '../usecases/work-with-family.js';
import { doneBeforeMain } from './done-before-page.js';
import { authorityMain, familyMain, type QuestionLine } from './family-page.js';
import { personInWords } from './family-wording.js';
import { checked, type Form, many, one } from './form.js';
import { invitedMain } from './invitation-page.js';
import type { DoOnce } from './once.js';
import {
  paperMain,
  paperSheet,
  recordingMain,
  witnessedMain,
  witnessMain,
  writtenDownMain,
} from './recording-page.js';

type Shown = readonly [title: string, main: Markup];
/** A page, or where the browser goes next. */
export type Answered = Shown | string;
/** @param once names this sending of the form */
type Answer = (professional: Professional, request: Request, once: string) => Promise<Answered>;

/** @param shown a whole page around its main part */
export function familyRoutes(
  agent: Agent,
  who: (request: Request) => Professional,
  shown: (title: string, account: string | null, main: Markup) => string,
  once: DoOnce<Answered>,
): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const on = (method: 'get' | 'post', path: string, answer: Answer): void => {
    router[method](path, async (request, response) => {
      const professional = who(request);
      const sending = { account: professional.account, path: request.path, form: formOf(request) };
      const answered = await once(sending, (name) => answer(professional, request, name));
      if (typeof answered === 'string') response.redirect(303, answered);
      else response.send(shown(answered[0], professional.account, answered[1]));
    });
  };
  on('get', '/children/:number/family', (professional, request) =>
    overview(agent, professional, paramOf(request, 'number')),
  );
  on('post', '/children/:number/family/invitation', (professional, request, name) =>
    invite(agent, professional, request, name),
  );
  on('post', '/children/:number/family/authority', (professional, request) =>
    passOnAuthority(agent, professional, request),
  );
  on('post', '/children/:number/family/question', async (professional, request, name) => {
    const number = paramOf(request, 'number');
    const purpose = checked(slug, one(formOf(request), 'purpose'), '/purpose');
    const explanation = checked(text(1_000), one(formOf(request), 'explanation').trim(), '/explanation');
    await askFamily(agent, professional, number, { purpose, explanation }, name);
    return `/children/${number}/family`;
  });
  const answerPath = '/children/:number/questions/:request/persons/:person';
  on('get', answerPath, (_professional, request) => readOut(agent, request));
  on('post', answerPath, (professional, request, name) => keepAnswer(agent, professional, request, name));
  on('get', '/children/:number/paper', async (_professional, request) => {
    const number = paramOf(request, 'number');
    familyOf(agent, number);
    return ['Papier', paperMain(number)];
  });
  on('post', '/children/:number/paper', async (professional, request) => {
    const [number, code] = [paramOf(request, 'number'), codeIn(request)];
    return ['Papier', witnessMain(number, code, await readPaper(agent, professional, number, code))];
  });
  on('post', '/children/:number/paper/witness', async (professional, request, name) => {
    const number = paramOf(request, 'number');
    const stood = await unlessBefore(standForPaper(agent, professional, number, codeIn(request), name));
    return ['Papier', stood === null ? doneBeforeMain(number, 'witnessed') : witnessedMain(number)];
  });
  return router;
}

const formOf = (request: Request): Form => (request.body ?? {}) as Form;
const codeIn = (request: Request): string =>
  checked(paperCode, { code: one(formOf(request), 'code').trim() }, '').code;
const portalOf = ({ rosters }: Agent): string => rosters.current().hub.origin;

async function overview(agent: Agent, professional: Professional, number: string): Promise<Shown> {
  const { persons, questions } = familyOf(agent, number);
  const newest = new Map(questions.map((question) => [question.purpose, question]));
  const [lines, purposes] = await Promise.all([
    Promise.all([...newest.values()].map((question) => lineOf(agent, professional, question))),
    agent.purposes.list(),
  ]);
  const content = {
    ...{ number, persons, questions: lines, today: agent.clock.today() },
    purposes: purposes.filter(({ flows }) => flows.some(needsConsent)),
  };
  return ['De familie', familyMain(content)];
}

async function lineOf(agent: Agent, { token }: Professional, question: AskedQuestion): Promise<QuestionLine> {
  const [{ state, mailFails = false }, { title }] = await Promise.all([
    agent.hub.consentRequest(question.request, token),
    agent.purposes.version(question.purpose, question.version),
  ]);
  return { question, title, mailFails, complete: state === 'complete' };
}

/** Null where the hub did it before, and its first answer is gone. */
async function unlessBefore<T>(doing: Promise<T>): Promise<T | null> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof DoneBefore) return null;
    throw error;
  }
}

async function invite(
  agent: Agent,
  professional: Professional,
  request: Request,
  name: string,
): Promise<Shown> {
  const [number, form] = [paramOf(request, 'number'), formOf(request)];
  const { as } = checked(invitationRequest, { as: one(form, 'as') }, '');
  const { language } = checked(languageQuery, { language: one(form, 'language') || 'nl' }, '');
  const invited = await unlessBefore(invitePerson(agent, professional, number, as, name));
  if (invited === null) return ['Uitgenodigd', doneBeforeMain(number, 'invited')];
  const { persons } = familyOf(agent, number);
  const person = persons.find((known) => known.person === invited.person);
  if (person === undefined) throw new NotFound();
  const around = { partner: agent.rosters.self().name, portal: portalOf(agent) };
  const { code, expiresAt } = invited;
  const who = personInWords(person, persons);
  return ['Uitgenodigd', invitedMain({ number, person, who, language, ...around, code, expiresAt })];
}

async function passOnAuthority(agent: Agent, professional: Professional, request: Request): Promise<Shown> {
  const [number, form] = [paramOf(request, 'number'), formOf(request)];
  const { persons } = familyOf(agent, number);
  const person = persons.find((known) => known.person === one(form, 'person'));
  if (person === undefined) throw new NotFound();
  const said = Object.fromEntries(['kind', 'source', 'assertedOn'].map((name) => [name, one(form, name)]));
  const assertion = checked(authorityAssertion, said, '');
  const { inEffect, ...known } = await assertAuthority(agent, professional, number, person.person, assertion);
  const passed = { who: personInWords(person, persons), kind: known.kind, assertion: known.assertion };
  return ['Gezag', authorityMain(number, { ...passed, inEffect })];
}

const languageQuery = closed({ language: familyLanguage });

async function readOut(agent: Agent, request: Request): Promise<Shown> {
  const { language } = checked(languageQuery, { language: request.query.language ?? 'nl' }, '');
  const spoken = await wordsToSay(agent, { ...askedIn(request), language });
  const { persons } = familyOf(agent, paramOf(request, 'number'));
  const who = personInWords(spoken.person, persons);
  return ['Opschrijven', recordingMain({ spoken, who, language, today: agent.clock.today() })];
}

const askedIn = (request: Request) => ({
  number: paramOf(request, 'number'),
  request: paramOf(request, 'request'),
  person: paramOf(request, 'person'),
});

async function keepAnswer(
  agent: Agent,
  professional: Professional,
  request: Request,
  name: string,
): Promise<Shown> {
  const [form, asked] = [formOf(request), askedIn(request)];
  const signedOn = one(form, 'signedOn');
  const said = checked(
    saidWithPerson,
    {
      ...{ person: asked.person, channel: one(form, 'channel'), choice: one(form, 'choice') },
      ...{ language: one(form, 'language'), noticeHash: one(form, 'notice') },
      optionalFields: [...many(form, 'fields')],
      ...(signedOn !== '' && { signedOn }),
    },
    '',
  );
  // Before it is written down: a code that is shown once must not be lost to words that did not come.
  const spoken = await wordsToSay(agent, { ...asked, language: said.language });
  const { number } = asked;
  const kept = await unlessBefore(writeDown(agent, professional, asked.request, said, name));
  if (kept === null) return ['Opgeschreven', doneBeforeMain(number, said.choice === 'given' ? 'yes' : 'no')];
  const { optionalFields } = said;
  const around = { partner: agent.rosters.self().name, portal: portalOf(agent), now: agent.clock.now() };
  const sheet = (code: string): Markup =>
    paperSheet(spoken, { optionalFields, ...around }, { ...kept, code });
  return ['Opgeschreven', writtenDownMain(number, kept, sheet)];
}
