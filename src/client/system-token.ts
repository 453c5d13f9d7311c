import * as oidc from 'openid-client';
import type { PrivateJwk } from '../kernel/index.js';
import { dpopHandle, type ProviderOptions, ProviderUnavailable, provider } from './provider.js';

export interface SystemTokenOptions extends ProviderOptions {
  readonly audience: string;
  readonly scope: string;
  readonly dpopKey: PrivateJwk;
}

export interface SystemToken {
  /** @throws ProviderUnavailable */
  current(): Promise<string>;
  /** Forgets a token that the hub refused. */
  forget(token: string): void;
}

/** A token is renewed this long before it ends, so that none ends on its way. */
const renewBeforeMs = 30_000;

/** The partner's own token by client credentials (RFC 6749 section 4.4), bound to its key and shared by all calls until shortly before it expires. */
export function systemToken(options: SystemTokenOptions): SystemToken {
  const configuration = provider(options);
  let cached: { readonly token: string; readonly until: number } | null = null;
  let running: Promise<string> | null = null;
  const fetchToken = async (): Promise<string> => {
    try {
      const config = await configuration();
      const answer = await oidc.clientCredentialsGrant(
        config,
        { scope: options.scope, resource: options.audience },
        { DPoP: await dpopHandle(config, options.dpopKey) },
      );
      const seconds = answer.expiresIn() ?? 60;
      cached = { token: answer.access_token, until: Date.now() + seconds * 1000 - renewBeforeMs };
      return answer.access_token;
    } catch (cause) {
      if (cause instanceof ProviderUnavailable) throw cause;
      throw new ProviderUnavailable('the identity provider gives no token', { cause });
    }
  };
  return {
    current: () => {
      if (cached !== null && cached.until > Date.now()) return Promise.resolve(cached.token);
      running ??= fetchToken().finally(() => {
        running = null;
      });
      return running;
    },
    forget: (token) => {
      if (cached?.token === token) cached = null;
    },
  };
}
