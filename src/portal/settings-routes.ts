import {
  type Citizen,
  closed,
  HubError,
  oneOf,
  type Reply,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { type Topic, topics } from '../notify/index.js';
import { type Browser, formGuards, guardFields, refuseForged } from '../pages/index.js';
import { languages, type TextKey } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { settingsPage } from './pages/settings-page.js';
import { readingHere } from './visit.js';

const document = 'text/html; charset=utf-8';

export const settingsRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/settings',
    callers: ['citizen'],
    summary: 'Mail: where, in which language, about what',
    handler: async (caller: Citizen, input) => showSettings(needs, caller, input, {}),
  }),
  route({
    ...page,
    method: 'POST',
    path: '/settings',
    callers: ['citizen'],
    summary: 'Keep what was chosen; a new address gets a code first',
    body: closed({
      ...guardFields,
      address: Type.String({ maxLength: 254 }),
      language: oneOf(...languages),
      topics: Type.Array(oneOf(...topics), { maxItems: 10 }),
      withName: Type.Optional(oneOf('yes')),
    }),
    idempotent: true,
    responses: { 303: null, 400: document },
    handler: async (caller: Citizen, input) => {
      const { body, claim } = input;
      refuseForged(input, body.csrf);
      const { address, language } = body;
      // Mail is for who is known with a child; who is not yet enters a code first.
      if ((await needs.people.children(caller.account)).length === 0) return seeOther('/code');
      const about: readonly Topic[] = topics.filter((topic) => body.topics.includes(topic));
      const choice = { address, language, topics: about, withName: body.withName === 'yes' };
      try {
        const outcome = await needs.notify.choose(caller, choice, claim);
        if (outcome === 'kept') return seeOther('/settings');
        return await showSettings(needs, caller, input, { address: 'mailSettings.invalid', typed: address });
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'rate-limited') throw error;
        return showSettings(needs, caller, input, { address: 'mailSettings.tooMany', typed: address });
      }
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/settings/confirmation',
    callers: ['citizen'],
    summary: 'Give the code that was mailed',
    body: closed({ ...guardFields, digits: Type.String({ maxLength: 20 }) }),
    idempotent: true,
    responses: { 303: null, 400: document },
    handler: async (caller: Citizen, input) => {
      const { body, claim } = input;
      refuseForged(input, body.csrf);
      const outcome = await needs.notify.confirm(caller, body.digits, claim);
      return outcome === 'confirmed'
        ? seeOther('/settings')
        : showSettings(needs, caller, input, { code: 'mailSettings.codeWrong' });
    },
  }),
];

const seeOther = (location: string): Reply => ({ status: 303, headers: { Location: location } });

interface Faults {
  readonly address?: TextKey;
  readonly code?: TextKey;
  readonly typed?: string;
}

async function showSettings(
  needs: PortalNeeds,
  caller: Citizen,
  browser: Browser,
  faults: Faults,
): Promise<Reply> {
  const { words, show } = await readingHere(needs, caller, browser);
  const main = settingsPage(words, {
    guards: formGuards(browser),
    settings: await needs.notify.settings(caller),
    addressFault: faults.address === undefined ? null : words.say(faults.address),
    codeFault: faults.code === undefined ? null : words.say(faults.code),
    typed: faults.typed ?? null,
  });
  const status = faults.address === undefined && faults.code === undefined ? 200 : 400;
  return show(words.say('mailSettings.title'), main, { status, path: '/settings' });
}
