import {
  type ChildRef,
  closed,
  id,
  type PasskeyId,
  passkeyChallenge,
  passkeyRegistration,
  passkeyRevocation,
  passkeys,
  passkeyWish,
  type Route,
  registeredPasskey,
  route,
} from '../contract/index.js';
import { beginRegistration } from './usecases/begin-registration.js';
import { listPasskeys } from './usecases/list-passkeys.js';
import type { PasskeysNeeds } from './usecases/needs.js';
import { registerPasskey } from './usecases/register-passkey.js';
import { revokePasskey } from './usecases/revoke-passkey.js';

const child = id<ChildRef>('childRef');
const family = { callers: ['citizen'], tag: 'Families' } as const;

export const passkeysRoutes = (needs: PasskeysNeeds): readonly Route[] => [
  route({
    ...family,
    method: 'GET',
    path: '/v1/me/children/{child}/passkeys',
    summary: 'The own passkeys for this child, revoked ones too',
    params: closed({ child }),
    responses: { 200: passkeys },
    problems: ['not-found'],
    handler: async ({ account }, { params }) => {
      const listed = await listPasskeys(needs, account, params.child);
      return { status: 200, body: { items: listed.map(({ name: _, ...passkey }) => passkey) } };
    },
  }),
  route({
    ...family,
    method: 'POST',
    path: '/v1/me/children/{child}/passkeys/_challenge',
    summary: 'Ask for what a device needs to make a passkey; after a recent login',
    params: closed({ child }),
    body: passkeyWish,
    responses: { 200: passkeyChallenge },
    problems: ['not-found', 'state-conflict', 'step-up-required'],
    handler: async (caller, { params, body }) => ({
      status: 200,
      body: await beginRegistration(needs, caller, params.child, body),
    }),
  }),
  route({
    ...family,
    method: 'POST',
    path: '/v1/me/children/{child}/passkeys',
    summary: 'Register the passkey that a device made; after a recent login',
    params: closed({ child }),
    body: passkeyRegistration,
    responses: { 201: registeredPasskey },
    problems: ['not-found', 'passkey-invalid', 'state-conflict', 'step-up-required', 'ledger-unavailable'],
    idempotent: true,
    handler: async (caller, { params, body, claim }) => {
      const { registeredAt, ...registered } = await registerPasskey(needs, caller, params.child, body, claim);
      return {
        status: 201,
        headers: { Location: `/v1/me/children/${params.child}/passkeys/${registered.id}` },
        body: { ...registered, registeredAt: registeredAt.toISOString() },
      };
    },
  }),
  route({
    ...family,
    method: 'POST',
    path: '/v1/me/children/{child}/passkeys/{passkey}/revocations',
    summary: 'Revoke a passkey; what it signed before stays signed',
    params: closed({ child, passkey: id<PasskeyId>('passkey') }),
    responses: { 201: passkeyRevocation },
    problems: ['not-found', 'state-conflict', 'step-up-required', 'ledger-unavailable'],
    idempotent: true,
    handler: async (caller, { params, claim }) => {
      const { revokedAt, proof } = await revokePasskey(needs, caller, params, claim);
      return { status: 201, body: { revokedAt: revokedAt.toISOString(), proof } };
    },
  }),
];
