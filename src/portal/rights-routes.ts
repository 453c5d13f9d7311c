import {
  type ChildRef,
  type Citizen,
  closed,
  HubError,
  id,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, languageOf, refuseForged } from '../pages/index.js';
import { wordsFor } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { erasurePage, rightsPage } from './pages/rights-pages.js';
import { visitChild } from './visit.js';

const oneChild = closed({ child: id<ChildRef>('childRef') });

export const rightsRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/rights',
    callers: ['citizen'],
    summary: 'What one may ask about one’s rights, and what became of it',
    handler: async ({ account }: Citizen, input) => {
      const children = await needs.people.children(account);
      const young = children.length > 0 && children.every(({ as }) => as === 'young-person');
      const words = wordsFor(languageOf(input), young ? 'young' : 'adult');
      const main = rightsPage(words, children, await needs.rights.own(account));
      const title = words.say('rights.title');
      return needs.frame(200, { words, title, main, path: '/rights', signedIn: true, browser: input });
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/erasure',
    callers: ['citizen'],
    summary: 'Asking for erasure: the one confirmation',
    params: oneChild,
    handler: async (caller: Citizen, input) => {
      const visit = await visitChild(needs, caller, input.params.child, input);
      const { words, child } = visit;
      if (needs.mustSignInAgain(caller, null)) throw new HubError('step-up-required');
      const title = words.say('rights.eraseTitle', { name: child.firstName });
      return visit.show(title, erasurePage(words, child, formGuards(input)), {
        path: `${visit.base}/erasure`,
      });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/erasure',
    callers: ['citizen'],
    summary: 'Ask for the erasure of everything about a child (AVG 17)',
    params: oneChild,
    body: closed({ csrf: Type.String({ maxLength: 100 }), once: Type.String({ maxLength: 100 }) }),
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: '/rights' } };
      await needs.rights.ask(caller, params.child, once);
      return { status: 303, headers: { Location: '/rights' } };
    },
  }),
];
