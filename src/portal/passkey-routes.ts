import {
  base64urlText,
  type ChildRef,
  type Citizen,
  closed,
  HubError,
  id,
  NotFound,
  oneOf,
  type PasskeyId,
  type Route,
  route,
  Type,
  timestamp,
} from '../contract/index.js';
import { type Browser, formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { makePasskeyPage, passkeysPage, revokePasskeyPage } from './pages/passkey-pages.js';
import { type Visit, visitChild } from './visit.js';

const child = id<ChildRef>('childRef');
const passkey = id<PasskeyId>('passkey');
const everyYes = Type.Optional(oneOf('yes'));
const document = 'text/html; charset=utf-8';

export const passkeyRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/passkeys',
    callers: ['citizen'],
    summary: 'The own passkeys for a child, and making one',
    params: closed({ child }),
    handler: async (caller: Citizen, input) => {
      const visit = await visitChild(needs, caller, input.params.child, input);
      return shown(needs, caller, visit, input, null);
    },
  }),
  ...makingRoutes(needs),
  ...revokingRoutes(needs),
];

async function shown(
  { passkeys }: PortalNeeds,
  { account }: Citizen,
  visit: Visit,
  browser: Browser,
  fault: string | null,
) {
  const { words, child: shownChild } = visit;
  const main = passkeysPage(words, {
    child: shownChild,
    passkeys: await passkeys.list(account, shownChild.id),
    guards: formGuards(browser),
    available: passkeys.available,
    fault,
  });
  const status = fault === null ? 200 : 400;
  return visit.show(words.say('passkeys.title'), main, { path: `${visit.base}/passkeys`, status });
}

const makingRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/passkeys/new',
    callers: ['citizen'],
    summary: 'Where signing in again leads back to, before a passkey is made',
    params: closed({ child }),
    responses: { 303: null },
    handler: async (caller: Citizen, input) => {
      const { base } = await visitChild(needs, caller, input.params.child, input);
      if (needs.mustSignInAgain(caller, null)) throw new HubError('step-up-required');
      return { status: 303, headers: { Location: `${base}/passkeys` } };
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/passkeys/new',
    callers: ['citizen'],
    summary: 'The page on which a device makes a passkey',
    params: closed({ child }),
    body: closed({ ...guardFields, everyYes }),
    handler: async (caller: Citizen, input) => {
      const { params, body } = input;
      refuseForged(input, body.csrf);
      const visit = await visitChild(needs, caller, params.child, input);
      const wish = { everyYes: body.everyYes === 'yes' };
      const challenge = await needs.passkeys.begin(caller, params.child, wish);
      const main = makePasskeyPage(visit.words, visit.child, challenge, formGuards(input));
      const script = 'passkey.js';
      return visit.show(visit.words.say('passkeys.makeTitle'), main, {
        path: `${visit.base}/passkeys`,
        script,
      });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/passkeys',
    callers: ['citizen'],
    summary: 'Register the passkey that a device made',
    params: closed({ child }),
    body: closed({
      ...guardFields,
      ...{ passkey, askedAt: timestamp, everyYes },
      credential: base64urlText(1_400),
      clientDataJSON: base64urlText(4_000),
      attestationObject: base64urlText(16_000),
    }),
    idempotent: true,
    responses: { 303: null, 400: document },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const visit = await visitChild(needs, caller, params.child, input);
      const location = `${visit.base}/passkeys`;
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
      const { credential, clientDataJSON, attestationObject } = body;
      const registration = {
        ...{ passkey: body.passkey, askedAt: body.askedAt, everyYes: body.everyYes === 'yes' },
        credential: { id: credential, clientDataJSON, attestationObject },
      };
      try {
        await needs.passkeys.register(caller, params.child, registration, once);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'passkey-invalid') throw error;
        return shown(needs, caller, visit, input, visit.words.say('passkeys.failed'));
      }
      return { status: 303, headers: { Location: location } };
    },
  }),
];

const revokingRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/passkeys/{passkey}/revocation',
    callers: ['citizen'],
    summary: 'Revoking a passkey: the one confirmation',
    params: closed({ child, passkey }),
    handler: async (caller: Citizen, input) => {
      const { params } = input;
      const visit = await visitChild(needs, caller, params.child, input);
      const own = await needs.passkeys.list(caller.account, params.child);
      const found = own.find((one) => one.id === params.passkey && one.revokedOn === null);
      if (found === undefined) throw new NotFound();
      if (needs.mustSignInAgain(caller, null)) throw new HubError('step-up-required');
      const main = revokePasskeyPage(visit.words, visit.child, found, formGuards(input));
      const path = `${visit.base}/passkeys/${params.passkey}/revocation`;
      return visit.show(visit.words.say('passkeys.revokeTitle'), main, { path });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/children/{child}/passkeys/{passkey}/revocation',
    callers: ['citizen'],
    summary: 'Revoke a passkey',
    params: closed({ child, passkey }),
    body: closed(guardFields),
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Citizen, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const location = `/children/${params.child}/passkeys`;
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
      await needs.passkeys.revoke(caller, params, once);
      return { status: 303, headers: { Location: location } };
    },
  }),
];
