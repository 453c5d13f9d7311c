import {
  type ChildRef,
  type Citizen,
  closed,
  dataSubjectRights,
  HubError,
  id,
  oneOf,
  problems,
  type Reply,
  type RightsRequestId,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { type Browser, formGuards, guardFields, languageOf, refuseForged } from '../pages/index.js';
import { readerAmong } from '../text/index.js';
import { copyOf } from './copy.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { isWordless, type RightForm, rightPage, rightsPage } from './pages/rights-pages.js';
import { readingAs, type Visit, visitChild } from './visit.js';

const oneChild = closed({ child: id<ChildRef>('childRef') });
const oneRight = closed({ child: id<ChildRef>('childRef'), right: oneOf(...dataSubjectRights) });
const document = 'text/html; charset=utf-8';

export const rightsRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/rights',
    callers: ['citizen'],
    summary: 'What one may ask about one’s rights, and what became of it',
    handler: async ({ account }: Citizen, input) => {
      const children = await needs.people.children(account);
      const { words, show } = readingAs(readerAmong(children), needs, input);
      const requests = await needs.rights.own(account);
      const main = rightsPage(words, { children, requests, guards: () => formGuards(input) });
      return show(words.say('rights.title'), main, { path: '/rights' });
    },
  }),
  copyRoute(needs),
  withdrawalRoute(needs),
  ...askRoutes(needs),
];

const copyRoute = (needs: PortalNeeds): Route =>
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/copy',
    callers: ['citizen'],
    summary: 'All that the hub holds about a child and this person may see, as a file (AVG 15, 20)',
    params: oneChild,
    responses: { 200: 'application/json' },
    handler: async (caller: Citizen, input) => ({
      status: 200,
      headers: { 'Content-Disposition': 'attachment; filename="kernhub-copy.json"' },
      content: {
        type: 'application/json',
        data: `${JSON.stringify(await copyOf(needs, caller, input.params.child, languageOf(input)), null, 2)}\n`,
      },
    }),
  });

const withdrawalRoute = (needs: PortalNeeds): Route =>
  route({
    ...page,
    method: 'POST',
    path: '/rights/{request}/withdrawal',
    callers: ['citizen'],
    summary: 'Take back a request that waits for an answer',
    params: closed({ request: id<RightsRequestId>('rightsRequest') }),
    body: closed(guardFields),
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: '/rights' } };
      await needs.rights.withdraw(caller, params.request, once);
      return { status: 303, headers: { Location: '/rights' } };
    },
  });

const askRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/rights/{right}',
    callers: ['citizen'],
    summary: 'One right: what it means, and asking for it',
    params: oneRight,
    handler: async (caller: Citizen, input) => {
      const { child, right } = input.params;
      const visit = await visitChild(needs, caller, child, input);
      if (right === 'erasure' && needs.mustSignInAgain(caller, null)) throw new HubError('step-up-required');
      return shown(visit, input, { right, explanation: '', fault: null });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/rights/{right}',
    callers: ['citizen'],
    summary: 'Ask for access, rectification, erasure or restriction, or object (AVG 15-21)',
    params: oneRight,
    body: closed({ ...guardFields, explanation: Type.String({ maxLength: 4_000 }) }),
    idempotent: true,
    responses: { 303: null, 400: document, 409: document },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const { child, right } = params;
      const visit = await visitChild(needs, caller, child, input);
      const explanation = body.explanation.trim();
      const again = (
        key: 'rights.wordsMissing' | 'rights.again',
        code: 'invalid-request' | 'state-conflict',
      ) => shown(visit, input, { right, explanation, fault: { words: visit.words.say(key), code } });
      if (isWordless(right, explanation)) return again('rights.wordsMissing', 'invalid-request');
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: '/rights' } };
      const asked = { right, explanation: explanation === '' ? null : explanation.slice(0, 2_000) };
      try {
        await needs.rights.ask(caller, child, asked, once);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
        return again('rights.again', error.code);
      }
      return { status: 303, headers: { Location: '/rights' } };
    },
  }),
];

function shown(visit: Visit, browser: Browser, form: Omit<RightForm, 'child' | 'guards'>): Reply {
  const { words, child, base } = visit;
  const status = form.fault === null ? 200 : problems[form.fault.code].status;
  const title = words.say(`rights.kinds.${form.right}.name`);
  const main = rightPage(words, { ...form, child, guards: formGuards(browser) });
  return visit.show(title, main, { status, path: `${base}/rights/${form.right}` });
}
