import express, { type Request, type RequestHandler, type Router } from 'express';
import { type EmergencyId, type ExchangeId, HubError, NotFound, type Purpose } from '../../contract/index.js';
import type { Markup } from '../../text/index.js';
import { fieldsFor } from '../domain/flow.js';
import { paramOf } from '../params.js';
import type { Problem } from '../problem.js';
import type { Agent, Professional } from '../usecases/agent-parts.js';
import { listAssignments } from '../usecases/answer-assignment.js';
import { listChildren } from '../usecases/find-child.js';
import { receiveAnswer } from '../usecases/receive-answer.js';
import { listWaiting } from '../usecases/release-by-hand.js';
import { statusOf } from '../usecases/report-status.js';
import { answerMain } from './answer-page.js';
import { assignmentMain } from './assignment-page.js';
import { childMain } from './child-page.js';
import { familyProblem } from './family-problem.js';
import { type Answered, familyRoutes } from './family-routes.js';
import type { Form } from './form.js';
import { type Action, formActions } from './form-actions.js';
import { homeMain, signInMain } from './home-page.js';
import { page } from './layout.js';
import { type DoOnce, doOnce } from './once.js';
import { problemMain } from './problem-page.js';
import { taskMain } from './task-page.js';
import { warningMain } from './warning-page.js';

type Who = (request: Request) => Professional;

/** The page: the same use cases as the local API, as forms that need no script. */
export function pageRoutes(agent: Agent, who: Who): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use(express.urlencoded({ extended: false, limit: '64kb' }));
  const shown = (title: string, account: string | null, main: Markup): string =>
    page({ title, partner: ownName(agent), account, main });

  router.get('/', async (request, response) => {
    const professional = signedIn(who, request);
    if (professional === null) {
      response.send(shown('Inloggen', null, signInMain(ownName(agent))));
      return;
    }
    response.send(shown('Overzicht', professional.account, await home(agent)));
  });
  router.get('/children/:number', async (request, response) => {
    const { account } = who(request);
    response.send(shown('Kind', account, await child(agent, paramOf(request, 'number'))));
  });
  router.get('/exchanges/:exchange', async (request, response) => {
    const professional = who(request);
    const answer = await receiveAnswer(agent, professional, paramOf(request, 'exchange') as ExchangeId, 2);
    const purpose = await agent.purposes.version(answer.purpose, answer.version);
    response.send(shown('Antwoord', professional.account, answerMain(answer, purpose)));
  });
  router.get('/tasks/:task', async (request, response) => {
    const { account } = who(request);
    const item = (await listWaiting(agent)).find(({ task }) => task === paramOf(request, 'task'));
    if (item === undefined) throw new NotFound();
    response.send(shown('Spoedvraag', account, taskMain(item, await agent.purposes.inForce(item.purpose))));
  });
  router.get('/warnings/:emergency', async (request, response) => {
    const { account } = who(request);
    const warning = agent.warnings.get(paramOf(request, 'emergency') as EmergencyId);
    if (warning === undefined) throw new NotFound();
    const { title } = await agent.purposes.version(warning.purpose, warning.version);
    response.send(shown('Waarschuwing', account, warningMain(warning, title)));
  });
  router.get('/rights/:assignment', async (request, response) => {
    const { account } = who(request);
    const id = paramOf(request, 'assignment');
    const item = listAssignments(agent).find(({ assignment }) => assignment === id);
    if (item === undefined) throw new NotFound();
    response.send(shown('Vraag over rechten', account, assignmentMain(item, agent.clock.today())));
  });
  router.use(familyRoutes(agent, who, shown, doOnce<Answered>(agent.clock)));
  const once = doOnce<string>(agent.clock);
  for (const [path, act] of Object.entries(formActions)) router.post(path, posted(agent, who, act, once));
  return router;
}

/** Whatever went wrong on a page, as a page. */
export function problemPage(agent: Agent, who: Who, request: Request, problem: Problem): string {
  const account = signedIn(who, request)?.account ?? null;
  const title = 'Het lukte niet';
  const main = problemMain(problem, familyProblem(request.method, request.path, problem));
  return page({ title, partner: ownName(agent), account, main });
}

const posted =
  (agent: Agent, who: Who, act: Action, once: DoOnce<string>): RequestHandler =>
  async (request, response) => {
    const professional = who(request);
    const form = (request.body ?? {}) as Form;
    const sending = { account: professional.account, path: request.path, form };
    response.redirect(303, await once(sending, () => act(agent, professional, request, form)));
  };

async function home(agent: Agent): Promise<Markup> {
  const titles = new Map(agent.state.purposes.read().items.map(({ id, document }) => [id, document.title]));
  const [status, children] = await Promise.all([statusOf(agent), listChildren(agent)]);
  const waiting = agent.rosters.ready() ? await listWaiting(agent) : [];
  const warnings = [...agent.warnings.values()];
  const [assignments, today] = [listAssignments(agent), agent.clock.today()];
  const purposeTitle = (id: string): string => titles.get(id) ?? id;
  return homeMain({ status, children, waiting, warnings, assignments, today, purposeTitle });
}

async function child(agent: Agent, number: string): Promise<Markup> {
  const line = (await listChildren(agent)).find((candidate) => candidate.number === number);
  if (line === undefined) throw new NotFound();
  const { role, bsn } = agent.rosters.self();
  const fieldsOf = (purpose: Purpose): readonly string[] => fieldsFor(purpose, role);
  const purposes = line.enrolled ? await agent.purposes.list() : [];
  const reaching = purposes.filter((purpose) => fieldsOf(purpose).length > 0);
  return childMain({ number, enrolled: line.enrolled, mayEnrol: bsn !== null, purposes: reaching, fieldsOf });
}

const ownName = ({ rosters, partner }: Agent): string => (rosters.ready() ? rosters.self().name : partner);

function signedIn(who: Who, request: Request): Professional | null {
  try {
    return who(request);
  } catch (error) {
    if (error instanceof HubError) return null;
    throw error;
  }
}
