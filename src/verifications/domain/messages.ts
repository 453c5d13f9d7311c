/** What a hub and the process that replays its log say to each other; over a channel, so that no one else can read it. */
import type { Verification } from '../../audit/index.js';
import type { HubKeys } from '../../vault/index.js';

/** All that the process needs. */
export interface ReplayOrder {
  /** URLs of the main database and the key store, as the application's role. */
  readonly app: string;
  readonly keysApp: string;
  /** Only those that open; none that signs. */
  readonly keys: Pick<HubKeys, 'kek' | 'macKey' | 'former'>;
  /** Name of the log. */
  readonly origin: string;
  /** C2SP vkeys of the log, former ones too. */
  readonly verifierKeys: readonly string[];
  /** Accept that ages were judged by another date than that of the entry, as a hub for development may do. */
  readonly movedClock: boolean;
}

export type Verified = Pick<Verification, 'finding' | 'checked' | 'root'>;

/** How far it is; then, once, what it found or that it could not go on. */
export type ReplaySaid =
  | { readonly entries: number }
  | { readonly verified: Verified }
  /** The class of an error, never its message, which may quote data. */
  | { readonly failed: string };
