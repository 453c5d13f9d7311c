import { HubError, type PartnerId, type Roster, type RosterPartner } from '../../contract/index.js';
import type { Clock, PublicJwk } from '../../kernel/index.js';
import { judgeRoster, type OwnKeys, ownKeyAlarms, partnerIn } from '../domain/roster.js';
import type { RosterState } from '../state-shapes.js';
import type { StateFile } from '../store.js';
import type { HubCalls } from './hub-calls.js';

export interface RosterSettings {
  readonly self: PartnerId;
  readonly covenantKeys: readonly PublicJwk[];
  readonly hubOrigin: string;
  readonly own: OwnKeys;
}

/** The roster in force for this agent: the newest that it accepted, which survives a restart and a hub that lies. */
export interface Rosters {
  /** Whether one was accepted that lists this partner. */
  ready(): boolean;
  /** @throws HubError `state-conflict` while none was ever accepted */
  current(): Roster;
  /** Our own entry. @throws HubError `state-conflict` when it is not in the roster */
  self(): RosterPartner;
  /** Asks the hub again; what cannot be accepted becomes an alarm and changes nothing. */
  refresh(): Promise<void>;
  alarms(): readonly string[];
}

const unready = (detail: string): HubError => new HubError('state-conflict', { detail });

export async function followRoster(
  settings: RosterSettings,
  state: StateFile<RosterState>,
  hub: HubCalls,
  clock: Clock,
): Promise<Rosters> {
  let roster: Roster | null = null;
  let refusal: string | null = null;

  const consider = async (statement: string): Promise<void> => {
    const { covenantKeys, hubOrigin } = settings;
    const { seen } = state.read();
    const verdict = await judgeRoster({ statement, covenantKeys, hubOrigin, seen, today: clock.today() });
    refusal = verdict.accepted ? null : verdict.cause;
    if (!verdict.accepted) return;
    await state.change(() => ({ seen: verdict.pin }));
    roster = verdict.roster;
  };
  const pinned = state.read().seen?.statement;
  if (pinned !== undefined) await consider(pinned);

  /** One at a time: of two answers that cross, the older may not win. */
  let last: Promise<unknown> = Promise.resolve();
  const refresh = (): Promise<void> => {
    const turn = last.then(async () => consider((await hub.roster()).roster));
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    ready: () => roster !== null && partnerIn(roster, settings.self) !== null,
    current: () => {
      if (roster === null) throw unready('no covenant roster has been accepted yet');
      return roster;
    },
    self: () => {
      const entry = roster === null ? null : partnerIn(roster, settings.self);
      if (entry === null) throw unready('the covenant roster does not list this partner');
      return entry;
    },
    refresh,
    alarms: () => [
      ...(roster === null ? ['no-roster'] : ownKeyAlarms(roster, settings.self, settings.own)),
      ...(refusal === null ? [] : [refusal]),
    ],
  };
}
