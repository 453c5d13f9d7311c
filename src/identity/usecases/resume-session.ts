import { type CallerKind, type Citizen, HubError, type Officer } from '../../contract/index.js';
import { sha256 } from '../../kernel/index.js';
import { cookieNamed, sessionCookie, sessionNow } from '../domain/session.js';
import { endSession, findSession, touchSession } from '../store/sessions.js';
import type { IdentityNeeds } from './needs.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The person whose session the browser brings; a session of another kind than is asked for is as none. A method that changes something must come from our own pages: browsers
 * always send `Origin` with those.
 *
 * @throws HubError `session-required` | `session-expired` | `origin-not-allowed`
 */
export async function resumeSession(
  needs: Pick<IdentityNeeds, 'database' | 'clock' | 'config'>,
  request: {
    readonly method: string;
    readonly cookie?: string | undefined;
    readonly origin?: string | undefined;
  },
  callers: readonly CallerKind[],
): Promise<Citizen | Officer> {
  const { database, clock, config } = needs;
  const secret = cookieNamed(request.cookie, sessionCookie);
  if (secret === null || secret === '') throw new HubError('session-required');
  if (!safeMethods.has(request.method)) refuseForeignOrigin(request.origin, config.publicUrl);
  const digest = sha256(secret);
  const session = await findSession(database.reader, digest);
  if (session === null) throw new HubError('session-required');
  const state = sessionNow(session, clock.now());
  if (state === 'ended') {
    await endSession(database.reader, digest);
    throw new HubError('session-expired');
  }
  if (state === 'touch') await touchSession(database.reader, digest, clock.now());
  const { account, duty, acr, authenticatedAt } = session;
  const person: Citizen | Officer =
    duty === null ? { kind: 'citizen', account, acr, authenticatedAt } : { kind: 'officer', account, duty };
  if (!callers.includes(person.kind)) throw new HubError('session-required');
  return person;
}

/** @throws HubError `origin-not-allowed` also when the header is absent or `null` */
export function refuseForeignOrigin(origin: string | undefined, publicUrl: string): void {
  if (origin !== new URL(publicUrl).origin) throw new HubError('origin-not-allowed');
}
