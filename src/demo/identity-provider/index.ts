/**
 * An identity provider for development and tests: three OpenID Connect issuers on one server, with real sign-in and
 * consent pages. Knows accounts and clients only as they are handed in and keeps everything in memory. Must never run
 * in production: its second factor is printed on the page, and the hub refuses its plain-http issuers there.
 */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { generatePrivateJwk, type PrivateJwk } from '../../kernel/index.js';
import { interactionRoutes } from './interactions.js';
import { createRealmProvider } from './realm-provider.js';
import { type Account, type ClientRegistration, type Realm, realms } from './registration.js';

export { type Account, acr, type ClientRegistration, developmentCode, type Realm } from './registration.js';

export interface IdentityProviderSettings {
  /** 0 for any free one. */
  readonly port: number;
  readonly host?: string;
  /** The origin in issuer names; by default `http://localhost:<port>`. */
  readonly publicUrl?: string;
  readonly clients: readonly ClientRegistration[];
  readonly accounts: readonly Account[];
  /** Keys that sign a realm's tokens (ES256), all published; the first signs. By default a fresh one. */
  readonly signingKeys?: Readonly<Partial<Record<Realm, readonly PrivateJwk[]>>>;
  /** The resource that access tokens are for: the hub's public URL. */
  readonly audience: string;
  /** When a sign-in happens, for tests that move the time; everything else goes by the real one. */
  readonly now?: () => Date;
}

export interface IdentityProvider {
  readonly issuers: Readonly<Record<Realm, string>>;
  close(): Promise<void>;
}

export async function startIdentityProvider(settings: IdentityProviderSettings): Promise<IdentityProvider> {
  const app = express();
  const server = createServer(app);
  await listen(server, settings.port, settings.host ?? '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const origin = settings.publicUrl ?? `http://localhost:${port}`;
  const issuers = Object.fromEntries(realms.map((realm) => [realm, `${origin}/${realm}`]));
  await mount(app, settings, origin);
  return {
    issuers: issuers as Record<Realm, string>,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function mount(app: Express, settings: IdentityProviderSettings, origin: string): Promise<void> {
  app.disable('x-powered-by');
  const redirectOrigins = settings.clients.flatMap(({ redirectUris = [] }) =>
    redirectUris.map((uri) => new URL(uri).origin),
  );
  // Browsers hold a form to `form-action` through all redirects that follow it, so the clients are listed too.
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    // Without it the library does not allow the one script that it needs, by its digest: that of a sign-out without a session.
    "script-src 'self'",
    `form-action 'self' ${[...new Set(redirectOrigins)].join(' ')}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  const stylesheet = await readFile(new URL('style.css', import.meta.url));
  app.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    next();
  });
  app.get('/style.css', (_request, response) => {
    response.type('css').send(stylesheet);
  });
  for (const realm of realms) {
    const accounts = settings.accounts.filter((account) => account.realm === realm);
    const clients = settings.clients.filter((client) => client.realm === realm);
    const issuer = `${origin}/${realm}`;
    const provider = createRealmProvider({
      realm,
      issuer,
      audience: settings.audience,
      clients,
      accounts,
      signingKeys: settings.signingKeys?.[realm] ?? [await generatePrivateJwk('P-256')],
    });
    app.use(`/${realm}`, interactionRoutes(provider, realm, accounts, settings.now), provider.callback());
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
