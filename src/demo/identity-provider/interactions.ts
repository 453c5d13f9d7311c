/** Sign-in and consent of one realm, as pages and the forms that they post. */
import express, { type Request, type Response, type Router } from 'express';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { equalBytes, sha256 } from '../../kernel/index.js';
import { subOf } from './realm-provider.js';
import { type Account, acr, developmentCode, type Realm } from './registration.js';
import { codePage, consentPage, errorPage, signInPage } from './screens.js';

/** Guessing ends here: after so many wrong answers the sign-in is over. */
const attemptsAllowed = 5;

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What a person has shown so far; forgotten when the provider forgets the interaction, at the latest. */
interface Progress {
  faults: number;
  /** Set once the password was right and the code is still to come. */
  account?: Account;
}

interface Desk {
  readonly provider: Provider;
  readonly realm: Realm;
  readonly accounts: readonly Account[];
  readonly progress: Map<string, Progress>;
  now(): Date;
}

type Step = (desk: Desk, interaction: Interaction, request: Request, response: Response) => Promise<void>;

export function interactionRoutes(
  provider: Provider,
  realm: Realm,
  accounts: readonly Account[],
  now = () => new Date(),
): Router {
  const desk: Desk = { provider, realm, accounts, now, progress: new Map() };
  const router = express.Router({ strict: true, caseSensitive: true });
  const at = (step: Step) => async (request: Request, response: Response) => {
    try {
      await step(desk, await provider.interactionDetails(request, response), request, response);
    } catch (cause) {
      response
        .status(400)
        .type('html')
        .send(errorPage(reasonOf(cause)));
    }
  };
  const form = express.urlencoded({ extended: false, limit: '4kb' });
  router.get('/interaction/:uid', at(show));
  router.post('/interaction/:uid/login', form, at(checkPassword));
  router.post('/interaction/:uid/code', form, at(checkCode));
  router.post('/interaction/:uid/confirm', form, at(grantConsent));
  router.post('/interaction/:uid/abort', form, at(abort));
  return router;
}

const reasonOf = (cause: unknown): string =>
  cause instanceof errors.OIDCProviderError
    ? (cause.error_description ?? cause.message)
    : 'something went wrong here';

const baseOf = (desk: Desk, interaction: Interaction): string =>
  `/${desk.realm}/interaction/${interaction.uid}`;

async function show(desk: Desk, interaction: Interaction, _request: Request, response: Response) {
  response.type('html');
  if (interaction.prompt.name === 'consent') response.send(await consentScreen(desk, interaction));
  else if (desk.progress.get(interaction.uid)?.account !== undefined)
    response.send(codePage(baseOf(desk, interaction)));
  else response.send(await signInScreen(desk, interaction));
}

async function clientNameOf(desk: Desk, interaction: Interaction): Promise<string> {
  const client = await desk.provider.Client.find(String(interaction.params.client_id));
  return client?.clientName ?? String(interaction.params.client_id);
}

function accountsAt(desk: Desk, interaction: Interaction): readonly Account[] {
  const client = String(interaction.params.client_id);
  return desk.accounts.filter(({ clients }) => clients === undefined || clients.includes(client));
}

const signInScreen = async (desk: Desk, interaction: Interaction, typed = '', fault?: string) =>
  signInPage({
    base: baseOf(desk, interaction),
    realm: desk.realm,
    clientName: await clientNameOf(desk, interaction),
    accounts: accountsAt(desk, interaction),
    typed,
    ...(fault !== undefined && { fault }),
  });

const fieldOf = (request: Request, name: string): string => {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
};

const same = (a: string, b: string): boolean => equalBytes(sha256(a), sha256(b));

async function checkPassword(desk: Desk, interaction: Interaction, request: Request, response: Response) {
  const typed = fieldOf(request, 'account').trim();
  const account = accountsAt(desk, interaction).find((candidate) => candidate.account === typed);
  if (!same(fieldOf(request, 'password'), account?.password ?? '') || account === undefined) {
    if (await refusedForGood(desk, interaction, request, response)) return;
    const fault = 'De gebruikersnaam of het wachtwoord klopt niet.';
    response
      .status(422)
      .type('html')
      .send(await signInScreen(desk, interaction, typed, fault));
    return;
  }
  if (asksSecondFactor(interaction, account)) {
    desk.progress.set(interaction.uid, { faults: 0, account });
    response.redirect(303, baseOf(desk, interaction));
    return;
  }
  await finishSignIn(
    desk,
    interaction,
    { account, level: acr.password, methods: ['pwd'] },
    request,
    response,
  );
}

/** OpenID Connect Core section 3.1.2.1 (`acr_values`) and 5.5.1.1 (`acr` as a claim). */
function asksSecondFactor(interaction: Interaction, account: Account): boolean {
  const { acr_values: values = '', claims = '' } = interaction.params;
  return (
    account.alwaysMultiFactor === true ||
    String(values).split(' ').includes(acr.multiFactor) ||
    String(claims).includes(acr.multiFactor)
  );
}

async function checkCode(desk: Desk, interaction: Interaction, request: Request, response: Response) {
  const account = desk.progress.get(interaction.uid)?.account;
  if (account === undefined) {
    response.redirect(303, baseOf(desk, interaction));
    return;
  }
  if (!same(fieldOf(request, 'code').trim(), developmentCode)) {
    if (await refusedForGood(desk, interaction, request, response)) return;
    response
      .status(422)
      .type('html')
      .send(codePage(baseOf(desk, interaction), 'De code klopt niet.'));
    return;
  }
  const proven = { account, level: acr.multiFactor, methods: ['pwd', 'otp', 'mfa'] };
  await finishSignIn(desk, interaction, proven, request, response);
}

async function refusedForGood(
  desk: Desk,
  interaction: Interaction,
  request: Request,
  response: Response,
): Promise<boolean> {
  const progress = desk.progress.get(interaction.uid) ?? { faults: 0 };
  progress.faults += 1;
  desk.progress.set(interaction.uid, progress);
  if (progress.faults < attemptsAllowed) return false;
  desk.progress.delete(interaction.uid);
  await desk.provider.interactionFinished(request, response, {
    error: 'access_denied',
    error_description: 'too many wrong answers',
  });
  return true;
}

interface Proven {
  readonly account: Account;
  readonly level: string;
  readonly methods: string[];
}

async function finishSignIn(
  desk: Desk,
  interaction: Interaction,
  { account, level, methods }: Proven,
  request: Request,
  response: Response,
) {
  desk.progress.delete(interaction.uid);
  await forgetPreviousPerson(desk.provider, interaction, subOf(account));
  const ts = Math.floor(desk.now().getTime() / 1000);
  const login = { accountId: subOf(account), acr: level, amr: methods, ts };
  await desk.provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
}

/** Otherwise the provider would first sign the previous person out through a page that needs a script. */
async function forgetPreviousPerson(provider: Provider, interaction: Interaction, sub: string) {
  if (interaction.session === undefined || interaction.session.accountId === sub) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  if (session === undefined) return;
  Object.assign(session, { accountId: undefined, authorizations: undefined });
  await session.persist();
  // The interaction holds the session to its person; it starts anew with this one.
  Object.assign(interaction, { session: undefined });
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

const requestedScopes = (interaction: Interaction): string[] => [
  ...((interaction.prompt.details.missingOIDCScope as string[] | undefined) ?? []),
  ...Object.values(missingResourceScopes(interaction)).flat(),
];

const missingResourceScopes = (interaction: Interaction): Record<string, string[]> =>
  (interaction.prompt.details.missingResourceScopes as Record<string, string[]> | undefined) ?? {};

async function consentScreen(desk: Desk, interaction: Interaction): Promise<string> {
  const person = desk.accounts.find((account) => subOf(account) === interaction.session?.accountId);
  return consentPage({
    base: baseOf(desk, interaction),
    clientName: await clientNameOf(desk, interaction),
    personName: person?.name ?? 'onbekend',
    scopes: requestedScopes(interaction),
  });
}

async function grantConsent(desk: Desk, interaction: Interaction, request: Request, response: Response) {
  const { provider } = desk;
  const accountId = interaction.session?.accountId;
  if (interaction.prompt.name !== 'consent' || accountId === undefined) {
    response.redirect(303, baseOf(desk, interaction));
    return;
  }
  const existing = interaction.grantId && (await provider.Grant.find(interaction.grantId));
  const grant = existing || new provider.Grant({ accountId, clientId: String(interaction.params.client_id) });
  grant.addOIDCScope(((interaction.prompt.details.missingOIDCScope as string[] | undefined) ?? []).join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes(interaction))) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

async function abort(desk: Desk, interaction: Interaction, request: Request, response: Response) {
  desk.progress.delete(interaction.uid);
  await desk.provider.interactionFinished(request, response, {
    error: 'access_denied',
    error_description: 'the person stopped',
  });
}
