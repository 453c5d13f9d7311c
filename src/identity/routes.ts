import {
  agreementSubmission,
  closed,
  currentAgreement,
  currentRoster,
  id,
  keyChangeSubmission,
  NotFound,
  type PartnerId,
  type PartnerView,
  partner,
  partnerRegistration,
  partnerStateChange,
  type Route,
  recorded,
  rosterSubmission,
  route,
} from '../contract/index.js';
import type { PartnerRecord } from './domain/partner.js';
import { changeKey } from './usecases/change-key.js';
import type { IdentityNeeds } from './usecases/needs.js';
import type { Partners } from './usecases/partners.js';
import { currentRosterOf, publishRoster } from './usecases/publish-roster.js';
import { registerPartner } from './usecases/register-partner.js';
import { signAgreement } from './usecases/sign-agreement.js';
import { resumePartner, suspendPartner } from './usecases/suspend-partner.js';

const tag = 'Partners';
const administrator = { callers: ['administrator'], scope: 'hub:administer', tag } as const;
const ownSystem = { callers: ['system'], scope: 'hub:serve', tag } as const;
const onePartner = closed({ partner: id<PartnerId>('partner') });
const ledgerMayStall = ['ledger-unavailable'] as const;

export const identityRoutes = (needs: IdentityNeeds, partners: Partners): Route[] => [
  ...registrationRoutes(needs, partners),
  ...stateRoutes(needs),
  ...agreementRoutes(needs),
  ...keyRoutes(needs),
  ...rosterRoutes(needs),
];

const registrationRoutes = (needs: IdentityNeeds, partners: Partners): Route[] => [
  route({
    ...administrator,
    method: 'POST',
    path: '/v1/partners',
    summary: 'Register a partner with its role, client and keys',
    body: partnerRegistration,
    idempotent: true,
    responses: { 201: partner },
    problems: ['state-conflict', ...ledgerMayStall],
    handler: async (caller, { body, claim }) => {
      const registered = await registerPartner(needs, caller.account, body, claim);
      return {
        status: 201,
        body: viewOf(registered),
        headers: { Location: `/v1/partners/${registered.id}` },
      };
    },
  }),
  route({
    ...administrator,
    method: 'GET',
    path: '/v1/partners/{partner}',
    summary: 'Show a partner and its state',
    params: onePartner,
    responses: { 200: partner },
    problems: ['not-found'],
    handler: async (_caller, { params }) => {
      const record = await partners.find(needs.database.reader, params.partner);
      if (record === null) throw new NotFound();
      return { status: 200, body: viewOf(record) };
    },
  }),
];

const stateRoutes = (needs: IdentityNeeds): Route[] =>
  (
    [
      ['suspensions', 'Suspend a partner; effective at its next request', suspendPartner],
      ['resumptions', 'Let a suspended partner take part again', resumePartner],
    ] as const
  ).map(([noun, summary, change]) =>
    route({
      ...administrator,
      method: 'POST',
      path: `/v1/partners/{partner}/${noun}`,
      summary,
      params: onePartner,
      body: partnerStateChange,
      idempotent: true,
      responses: { 200: recorded },
      problems: ['not-found', 'state-conflict', ...ledgerMayStall],
      handler: async (caller, { params, body, claim }) => {
        const proof = await change(needs, {
          by: caller.account,
          partner: params.partner,
          reason: body.reason,
          claim,
        });
        return { status: 200, body: { proof } };
      },
    }),
  );

const agreementRoutes = (needs: IdentityNeeds): Route[] => [
  route({
    callers: ['system', 'professional'],
    tag,
    method: 'GET',
    path: '/v1/agreements/current',
    summary: 'Read the participation agreement in force',
    responses: { 200: currentAgreement },
    problems: [],
    handler: async () => {
      const { version, text, digest } = needs.covenant.agreement();
      return { status: 200, body: { version, text, textDigest: digest } };
    },
  }),
  route({
    ...ownSystem,
    method: 'POST',
    path: '/v1/agreements',
    summary: 'Sign the participation agreement in force with your own key',
    body: agreementSubmission,
    idempotent: true,
    responses: { 200: recorded },
    problems: ['statement-invalid', 'state-conflict', ...ledgerMayStall],
    handler: async (caller, { body, claim }) => ({
      status: 200,
      body: { proof: await signAgreement(needs, caller.partner, body.statement, claim) },
    }),
  }),
];

const keyRoutes = (needs: IdentityNeeds): Route[] => [
  route({
    ...ownSystem,
    method: 'POST',
    path: '/v1/key-changes',
    summary: 'Replace one of your keys; signed by the key that is replaced',
    body: keyChangeSubmission,
    idempotent: true,
    responses: { 200: recorded },
    problems: ['statement-invalid', 'state-conflict', ...ledgerMayStall],
    handler: async (caller, { body, claim }) => ({
      status: 200,
      body: { proof: await changeKey(needs, caller.partner, body.statement, claim) },
    }),
  }),
];

const rosterRoutes = (needs: IdentityNeeds): Route[] => [
  route({
    ...administrator,
    method: 'POST',
    path: '/v1/rosters',
    summary: 'Publish a version of the covenant roster, signed by the covenant key',
    body: rosterSubmission,
    maxBodyBytes: 4_100_000,
    idempotent: true,
    responses: { 201: recorded },
    problems: ['statement-invalid', ...ledgerMayStall],
    handler: async (caller, { body, claim }) => {
      const { proof } = await publishRoster(needs, caller.account, body.roster, claim);
      return { status: 201, body: { proof }, headers: { Location: '/v1/roster' } };
    },
  }),
  route({
    callers: ['system', 'professional'],
    tag,
    method: 'GET',
    path: '/v1/roster',
    summary: 'Read the covenant roster with the proof that it is in the ledger',
    responses: { 200: currentRoster },
    problems: ['not-found', ...ledgerMayStall],
    handler: async () => ({ status: 200, body: await currentRosterOf(needs) }),
  }),
];

const viewOf = (record: PartnerRecord): PartnerView => ({
  id: record.id,
  name: record.name,
  role: record.role,
  state: record.state,
  agreementVersion: record.agreementVersion,
  registeredAt: record.registeredAt.toISOString(),
});
