/** Who appears in the tests of a whole hub: partners, professionals, officers, families; their keys and accounts. */
import { createRelyingParty } from '../../src/client/index.js';
import { systemToken } from '../../src/client/system-token.js';
import type { PartnerId } from '../../src/contract/index.js';
import { type Account, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { signIn } from '../../src/demo/person.js';
import { generatePrivateJwk, newId, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { newHubKeys } from '../../src/vault/index.js';
import { type anonymousCaller, type Caller, sessionCaller, tokenCaller } from './caller.js';

export interface TestPartner {
  readonly id: PartnerId;
  readonly role: string;
  /** Whether it may use the BSN. */
  readonly bsn: boolean;
  readonly keys: { readonly signing: PrivateJwk; readonly sealing: PrivateJwk; readonly dpop: PrivateJwk };
  /** Client credentials. */
  readonly system: Caller;
  /** A professional of this partner who signed in with a second factor; the same function, the same person. */
  professional(of?: string): Promise<Caller>;
}

export const password = 'welkom';
const callback = 'http://localhost:18081/callback';
const citizens = ['ouder-een', 'ouder-twee', 'ouder-drie', 'jongere'] as const;
export type CitizenAccount = (typeof citizens)[number];
const functions = ['zorgcoordinator', 'jeugdverpleegkundige'] as const;
const roles = { school: 'school', jgz: 'jgz', newcomer: 'buurtteam' } as const;
export type PartnerName = keyof typeof roles;
export const partnerNames = Object.keys(roles) as readonly PartnerName[];
/** Partners that a test adds, by name; each has two professionals of its own. */
export type MorePartners = Readonly<Record<string, { readonly role: string; readonly bsn: boolean }>>;
export const ownAccounts = (name: string) => ({ first: `eerste-${name}`, second: `tweede-${name}` });

const accounts: readonly Account[] = [
  ...functions.map((name) => ({ realm: 'professionals', account: name, function: name }) as const),
  ...citizens.map((account) => ({ realm: 'citizens', account }) as const),
  { realm: 'officers', account: 'beheerder', duty: 'administrator' } as const,
  { realm: 'officers', account: 'privacy', duty: 'privacy-officer' } as const,
  { realm: 'officers', account: 'fg', duty: 'fg' } as const,
].map((account) => ({ ...account, name: `Test ${account.account}`, password, alwaysMultiFactor: true }));

const accountsOf = (name: string): readonly Account[] =>
  Object.values(ownAccounts(name)).map((account) => ({
    realm: 'professionals',
    account,
    name: `Test ${account}`,
    password,
    function: 'zorgcoordinator',
    alwaysMultiFactor: true,
  }));

/** Of each partner one, such as `fg-school`; one of a partner that nobody knows, and one of none. */
const partnerOfficers = (keys: Keys): readonly Account[] =>
  [
    ...[...Object.entries(keys.partners), ...keys.more].map(([name, { id }]) => [name, id] as const),
    ['nergens', newId('prt')] as const,
    ['zonder', undefined] as const,
  ].map(([name, partner]) => ({
    realm: 'officers',
    account: `fg-${name}`,
    name: `Test fg-${name}`,
    password,
    duty: 'partner-officer',
    ...(partner !== undefined && { partner }),
    alwaysMultiFactor: true,
  }));

/** Every key of the scene, made before anything starts. */
export async function makeKeys(more: MorePartners = {}) {
  const partner = async () => ({
    id: newId<'PartnerId'>('prt'),
    signing: await generatePrivateJwk('Ed25519'),
    sealing: await generatePrivateJwk('X25519'),
    dpop: await generatePrivateJwk('P-256'),
  });
  return {
    hub: await newHubKeys({ development: true }),
    covenant: await generatePrivateJwk('Ed25519'),
    desk: await generatePrivateJwk('P-256'),
    partners: { school: await partner(), jgz: await partner(), newcomer: await partner() },
    more: new Map(
      await Promise.all(
        Object.entries(more).map(async ([name, one]) => [name, { ...one, ...(await partner()) }] as const),
      ),
    ),
  };
}

export type Keys = Awaited<ReturnType<typeof makeKeys>>;

export const startProvider = (url: string, keys: Keys, now?: () => Date) =>
  startIdentityProvider({
    ...(now !== undefined && { now }),
    port: 0,
    audience: url,
    accounts: [...accounts, ...[...keys.more.keys()].flatMap(accountsOf), ...partnerOfficers(keys)],
    clients: [
      {
        realm: 'citizens',
        clientId: 'kernhub',
        name: 'Kernhub',
        jwks: [publicJwkOf(keys.hub.client)],
        redirectUris: [`${url}/callback`],
        signedOutUris: [`${url}/signed-out`],
      },
      {
        realm: 'officers',
        clientId: 'kernhub',
        name: 'Kernhub',
        jwks: [publicJwkOf(keys.hub.client)],
        redirectUris: [`${url}/officer/callback`],
        signedOutUris: [`${url}/officer/signed-out`],
        dpopBound: false,
      },
      {
        realm: 'officers',
        clientId: 'desk',
        name: 'Beheer',
        jwks: [publicJwkOf(keys.desk)],
        redirectUris: [callback],
      },
      ...[...Object.entries(keys.partners), ...keys.more].map(([name, { dpop }]) => ({
        realm: 'professionals' as const,
        clientId: `agent-${name}`,
        name,
        jwks: [publicJwkOf(dpop)],
        redirectUris: [callback],
      })),
    ],
  });

type Watch = Parameters<typeof anonymousCaller>[1];

/** Signs people and systems in, each in its own way. */
export function createCast(url: string, keys: Keys, issuers: Readonly<Record<string, string>>, watch: Watch) {
  const tokenOf = async (
    realm: string,
    clientId: string,
    key: PrivateJwk,
    scope: string,
    account: string,
  ) => {
    const party = createRelyingParty({
      issuer: issuers[realm] ?? '',
      clientId,
      clientKey: key,
      dpopKey: key,
      allowInsecure: true,
      redirectUri: callback,
      scopes: [scope],
      resource: url,
    });
    const { url: start, pending } = await party.begin();
    const end = await signIn(start, { account, password }, { stopAt: (at) => at.href.startsWith(callback) });
    return (await party.complete(new URL(end.finalUrl).searchParams, pending)).accessToken;
  };
  const officer = async (account: string, scope: string): Promise<Caller> => {
    const token = await tokenOf('officers', 'desk', keys.desk, scope, account);
    return tokenCaller({ hubUrl: url, dpop: keys.desk, accessToken: async () => token }, watch);
  };
  const partner = (name: string): TestPartner => {
    const own = keys.more.get(name) ?? {
      role: roles[name as PartnerName],
      ...keys.partners[name as PartnerName],
    };
    const clientId = `agent-${name}`;
    const holder = { hubUrl: url, dpop: own.dpop, signing: own.signing };
    const grant = { issuer: issuers.professionals ?? '', clientId, clientKey: own.dpop, allowInsecure: true };
    const tokens = systemToken({ ...grant, audience: url, scope: 'hub:serve', dpopKey: own.dpop });
    return {
      id: own.id,
      role: own.role,
      bsn: keys.more.get(name)?.bsn ?? true,
      keys: own,
      system: tokenCaller({ ...holder, accessToken: () => tokens.current() }, watch),
      professional: async (of = functions[0]) => {
        const token = await tokenOf('professionals', clientId, own.dpop, 'hub:act', of);
        return tokenCaller({ ...holder, accessToken: async () => token }, watch);
      },
    };
  };
  const citizen = async (account: string): Promise<Caller> =>
    sessionCaller(url, (await signIn(`${url}/login`, { account, password })).cookies, watch);
  const officerInBrowser = async (account: string): Promise<Caller> =>
    sessionCaller(url, (await signIn(`${url}/officer/login`, { account, password })).cookies, watch);
  return { officer, officerInBrowser, partner, citizen };
}
