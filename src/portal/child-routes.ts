import {
  type ChildRef,
  type Citizen,
  closed,
  type DecisionId,
  HubError,
  id,
  NotFound,
  type Route,
  route,
  type Static,
} from '../contract/index.js';
import { together } from '../kernel/index.js';
import { formGuards, guardFields, languageOf, refuseForged } from '../pages/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { childPage } from './pages/children-pages.js';
import { decisionsPage, endingOf, withdrawalPage, withdrawnPage } from './pages/decision-pages.js';
import { type Decided, decidedAmong, type Visit, visitChild } from './visit.js';

const child = id<ChildRef>('childRef');
const oneDecision = closed({ child, decision: id<DecisionId>('decision') });

export const childRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}',
    callers: ['citizen'],
    summary: 'One child: what waits, what is shared, and where the rest is',
    params: closed({ child }),
    handler: async (caller: Citizen, input) => {
      const { child } = input.params;
      const [visit, birthday, questions] = await together([
        visitChild(needs, caller, child, input),
        needs.consent.comingOfAge(caller.account, child),
        needs.consent.questions(caller.account, child, languageOf(input)),
      ]);
      const main = childPage(visit.words, visit.child, { questions, birthday }, visit.purposeWords);
      return visit.show(visit.words.say('child.title', { name: visit.child.firstName }), main);
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/decisions',
    callers: ['citizen'],
    summary: 'The own answers, and stopping',
    params: closed({ child }),
    handler: async (caller: Citizen, input) => {
      const { child } = input.params;
      const [visit, questions] = await together([
        visitChild(needs, caller, child, input),
        needs.consent.questions(caller.account, child, languageOf(input)),
      ]);
      const decided = decidedAmong(questions);
      const ended = decided.flatMap(({ own }) => endingOf(own.decision) ?? []);
      const answers = await needs.exchange.stopAnswers(caller, visit.child.id, ended);
      const main = decisionsPage(visit.words, visit.child, { decided, answers }, visit.purposeWords);
      return visit.show(visit.words.say('decisions.title'), main, { path: `${visit.base}/decisions` });
    },
  }),
  ...withdrawalRoutes(needs),
];

const withdrawalPath = ({ child, decision }: Static<typeof oneDecision>): string =>
  `/children/${child}/decisions/${decision}/withdrawal`;

const withdrawalRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/decisions/{decision}/withdrawal',
    callers: ['citizen'],
    summary: 'Stopping: the one confirmation',
    params: oneDecision,
    handler: async (caller: Citizen, input) => {
      const visit = await visitChild(needs, caller, input.params.child, input);
      const question = await decidedQuestion(visit, input.params.decision);
      const { words, purposeWords } = visit;
      const path = withdrawalPath(input.params);
      if (question.own.state === 'withdrawn')
        return visit.show(words.say('withdrawal.done'), await withdrawn(needs, caller, visit, question), {
          path,
        });
      // Asked for before the button, so that whoever presses it is done.
      if (needs.mustSignInAgain(caller, question.own.decision.decidedAt))
        throw new HubError('step-up-required');
      const main = withdrawalPage(words, visit.child, question, formGuards(input), purposeWords);
      return visit.show(words.say('withdrawal.title'), main, { path });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/decisions/{decision}/withdrawal',
    callers: ['citizen'],
    summary: 'Stop what was agreed to, at once',
    params: oneDecision,
    body: closed(guardFields),
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim, signal } = input;
      refuseForged(input, body.csrf);
      const location = withdrawalPath(params);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
      await needs.consent.withdraw(caller, params.child, params.decision, once, signal);
      return { status: 303, headers: { Location: location } };
    },
  }),
];

async function withdrawn(needs: PortalNeeds, caller: Citizen, visit: Visit, question: Decided) {
  const ending = endingOf(question.own.decision);
  const answers = await needs.exchange.stopAnswers(caller, visit.child.id, ending === null ? [] : [ending]);
  return withdrawnPage(visit.words, visit.child, answers);
}

/** @throws NotFound also for another person's decision */
async function decidedQuestion(visit: Visit, decision: DecisionId) {
  const question = decidedAmong(await visit.questions()).find(({ own }) => own.decision.id === decision);
  if (question === undefined) throw new NotFound();
  return question;
}
