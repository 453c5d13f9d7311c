/** The configuration of one issuer: what a client of that realm can ask, and what its tokens say. */
import { randomBytes } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import Provider, { errors, interactionPolicy } from 'oidc-provider';
import type { PrivateJwk } from '../../kernel/index.js';
import { type Account, acr, type ClientRegistration, type Realm } from './registration.js';
import { errorPage, signedOutPage, signOutPage } from './screens.js';

export interface RealmSettings {
  readonly realm: Realm;
  readonly issuer: string;
  /** The only resource that access tokens are for (RFC 8707). */
  readonly audience: string;
  readonly clients: readonly ClientRegistration[];
  readonly accounts: readonly Account[];
  /** All published; the first signs. */
  readonly signingKeys: readonly PrivateJwk[];
}

const scopesOf: Record<Realm, { readonly person: string; readonly system: string }> = {
  citizens: { person: '', system: '' },
  professionals: { person: 'hub:act', system: 'hub:serve' },
  officers: { person: 'hub:administer hub:oversee', system: '' },
};

const minutes = (count: number): number => count * 60;

export function createRealmProvider(settings: RealmSettings): Provider {
  const provider = new Provider(settings.issuer, configurationOf(settings));
  provider.proxy = false;
  return provider;
}

function configurationOf(settings: RealmSettings): Configuration {
  const { realm, accounts } = settings;
  const path = `/${realm}`;
  return {
    acrValues: Object.values(acr),
    // Kept in the id token beside `sub`, because the hub judges level, freshness, duty and partner of a login by them.
    claims: { openid: ['sub', 'acr', 'auth_time', 'duty', 'partner'] },
    conformIdTokenClaims: false,
    clients: settings.clients.map((client) => metadataOf(client)),
    clientAuthMethods: ['private_key_jwt'],
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `kernhub-${realm}-session`,
        interaction: `kernhub-${realm}-interaction`,
        resume: `kernhub-${realm}-resume`,
      },
      long: { httpOnly: true, sameSite: 'lax', path, signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    extraTokenClaims: async (context, token) => claimsAbout(context, token, accounts),
    features: featuresOf(settings),
    findAccount: async (_context, sub) => {
      const account = accounts.find((candidate) => subOf(candidate) === sub);
      return (
        account && {
          accountId: sub,
          claims: async () => ({ sub, duty: account.duty, partner: account.partner }),
        }
      );
    },
    interactions: {
      policy: alwaysAskPolicy(),
      url: (_context, interaction) => `${path}/interaction/${interaction.uid}`,
    },
    jwks: { keys: settings.signingKeys.map((key) => ({ ...key, use: 'sig', alg: 'ES256' })) as never },
    pkce: { required: () => true },
    renderError: async (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error_description ?? out.error);
    },
    responseTypes: ['code'],
    scopes: ['openid', 'hub:act', 'hub:serve', 'hub:administer', 'hub:oversee'],
    ttl: {
      AccessToken: minutes(30),
      AuthorizationCode: 60,
      ClientCredentials: minutes(10),
      Grant: minutes(600),
      IdToken: minutes(10),
      Interaction: minutes(30),
      Session: minutes(600),
    },
  };
}

export const subOf = (account: Account): string => account.sub ?? account.account;

function featuresOf({ realm, audience }: RealmSettings): NonNullable<Configuration['features']> {
  return {
    clientCredentials: { enabled: realm === 'professionals' },
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_context, _client, oneOf) =>
        oneOf ?? (realm === 'citizens' ? undefined : audience) ?? [],
      useGrantedResource: () => true,
      getResourceServerInfo: (context, resource) => {
        if (resource !== audience || realm === 'citizens') throw new errors.InvalidTarget();
        const bySystem = context.oidc.params?.grant_type === 'client_credentials';
        return {
          scope: bySystem ? scopesOf[realm].system : scopesOf[realm].person,
          audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (context, form) => {
        context.body = signOutPage(form);
      },
      postLogoutSuccessSource: async (context) => {
        context.body = signedOutPage();
      },
    },
  };
}

/**
 * No single sign-on: a demonstration has one browser and many people, and a silent sign-in as the previous one would
 * let a father decide under the mother's name. `prompt` and `max_age` are thereby honoured in every case.
 */
function alwaysAskPolicy(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  login?.checks.add(
    new interactionPolicy.Check('every_time', 'every sign-in is asked for', (context) =>
      context.oidc.result?.login === undefined
        ? interactionPolicy.Check.REQUEST_PROMPT
        : interactionPolicy.Check.NO_NEED_TO_PROMPT,
    ),
  );
  return policy;
}

/** RFC 9068 section 2.2.1: how and when the person signed in; and what the realm knows about the person's work. */
function claimsAbout(
  context: KoaContextWithOIDC,
  token: unknown,
  accounts: readonly Account[],
): Record<string, string | number> | undefined {
  const sub = (token as { accountId?: string }).accountId;
  const source = context.oidc.entities.AuthorizationCode;
  const account = accounts.find((candidate) => subOf(candidate) === sub);
  if (sub === undefined || source === undefined || account === undefined) return undefined;
  return {
    ...(source.acr !== undefined && { acr: source.acr }),
    ...(source.authTime !== undefined && { auth_time: source.authTime }),
    ...(account.function !== undefined && { function: account.function }),
    ...(account.duty !== undefined && { duty: account.duty }),
    ...(account.partner !== undefined && { partner: account.partner }),
  };
}

function metadataOf(client: ClientRegistration): NonNullable<Configuration['clients']>[number] {
  const { realm, redirectUris = [], signedOutUris = [] } = client;
  const { person, system } = scopesOf[realm];
  const interactive = redirectUris.length > 0;
  return {
    client_id: client.clientId,
    client_name: client.name,
    jwks: { keys: client.jwks.map((key) => ({ ...key })) as never },
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: [
      ...(interactive ? ['authorization_code'] : []),
      ...(realm === 'professionals' ? ['client_credentials'] : []),
    ],
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: [...signedOutUris],
    response_types: interactive ? ['code'] : [],
    scope: ['openid', person, system].filter((scope) => scope !== '').join(' '),
    id_token_signed_response_alg: 'ES256',
    dpop_bound_access_tokens: client.dpopBound ?? realm !== 'citizens',
    require_pushed_authorization_requests: interactive,
    require_auth_time: true,
  };
}
