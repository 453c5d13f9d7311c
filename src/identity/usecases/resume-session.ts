import { type CallerKind, type Citizen, HubError, type Officer } from '../../contract/index.js';
import { sha256 } from '../../kernel/index.js';
import { cookieNamed, type Session, sessionCookie, sessionNow } from '../domain/session.js';
import { dutyOf } from '../domain/token.js';
import { endSession, findSession, touchSession } from '../store/sessions.js';
import type { IdentityNeeds } from './needs.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The person whose session the browser brings; a session of another kind than is asked for is as none. A method that changes something must come from our own pages: browsers
 * always send `Origin` with those.
 *
 * @throws HubError `session-required` | `session-expired` | `origin-not-allowed`; `partner-suspended` for an officer of one
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
  const person = personOf(session);
  if (person === null || !callers.includes(person.kind)) throw new HubError('session-required');
  if (session.suspended) throw new HubError('partner-suspended');
  return person;
}

function personOf(session: Session): Citizen | Officer | null {
  const { account, acr, authenticatedAt } = session;
  if (session.duty === null) return { kind: 'citizen', account, acr, authenticatedAt };
  const duty = dutyOf(session);
  return duty === null ? null : { kind: 'officer', account, ...duty };
}

/** @throws HubError `origin-not-allowed` also when the header is absent or `null` */
export function refuseForeignOrigin(origin: string | undefined, publicUrl: string): void {
  if (origin !== new URL(publicUrl).origin) throw new HubError('origin-not-allowed');
}
