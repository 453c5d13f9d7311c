/** Everyone who calls a hub, each signed in in its own way; some are strangers to a family. */
import type { Matter, Route } from '../../src/contract/index.js';
import type { Caller } from './caller.js';
import { type CitizenAccount, ownAccounts } from './cast.js';
import type { Family } from './family.js';
import type { TestHub, TestPartner } from './hub.js';
import { overSchool } from './planted-oversight.js';

export interface Identity {
  readonly name: string;
  readonly kind: 'anyone' | 'system' | 'professional' | 'citizen' | 'administrator' | 'officer';
  readonly caller: Caller;
  /** Whose things are its own: the key in the world's belongings. */
  readonly holder: string;
  /** False for a partner without agreement and for one that is suspended. */
  readonly active: boolean;
  readonly partner: TestPartner | null;
  /** Whether it calls with a session: that of a citizen always, of an officer at the console. */
  readonly inBrowser?: true;
  /** An officer of one partner, who is not let in everywhere, and to whom not everything belongs. */
  readonly ofPartner?: true;
}

/** What the officer of one partner may look at. */
const shownToPartners: readonly Matter[] = [
  ...(['accesses', 'exchanges', 'figures', 'register', 'session', 'stops', 'unusual-use'] as const),
];

const isShownToPartners = ({ oversees: [action, matter] = ['decide', 'session'] }: Route): boolean =>
  action === 'look' && shownToPartners.includes(matter);

/** Whether the hub lets this identity in here. */
export function mayCall(route: Route, { active, kind, inBrowser, ofPartner }: Identity): boolean {
  if (!active || !route.callers.includes(kind)) return false;
  if (kind !== 'officer') return true;
  const atItsDoor = (route.page === true) === (inBrowser === true);
  return atItsDoor && (ofPartner !== true || isShownToPartners(route));
}

export async function everyone(hub: TestHub, family: Family): Promise<readonly Identity[]> {
  const whole = { active: true, partner: null };
  const staff: Identity[] = [];
  for (const [holder, partner] of [...hub.more, ['newcomer', hub.newcomer] as const]) {
    const own = holder === 'newcomer' ? 'zorgcoordinator' : ownAccounts(holder).first;
    const of = { holder, partner, active: holder === 'elders' || holder === 'swv' };
    staff.push(
      { ...of, name: `system of ${holder}`, kind: 'system', caller: partner.system },
      {
        ...of,
        name: `professional of ${holder}`,
        kind: 'professional',
        caller: await partner.professional(own),
      },
    );
  }
  const core = (['school', 'jgz'] as const).flatMap((holder): readonly Identity[] => {
    const of = { holder, partner: hub[holder], active: true };
    const person = holder === 'school' ? family.teacher : family.nurse;
    return [
      { ...of, name: `system of ${holder}`, kind: 'system', caller: hub[holder].system },
      { ...of, name: `professional of ${holder}`, kind: 'professional', caller: person },
    ];
  });
  const accounts: readonly CitizenAccount[] = ['ouder-een', 'ouder-twee', 'ouder-drie', 'jongere'];
  const ofSchool = { ...whole, kind: 'officer', holder: overSchool, ofPartner: true } as const;
  const citizens = accounts.map(async (account): Promise<Identity> => {
    return { ...whole, name: account, kind: 'citizen', holder: account, caller: await hub.citizen(account) };
  });
  return [
    ...core,
    ...staff,
    ...(await Promise.all(citizens)),
    { ...whole, name: 'administrator', kind: 'administrator', holder: 'beheer', caller: hub.administrator },
    { ...whole, name: 'privacy officer', kind: 'officer', holder: 'toezicht', caller: hub.privacyOfficer },
    {
      ...whole,
      name: 'privacy officer at the console',
      kind: 'officer',
      holder: 'toezicht',
      caller: await hub.officerInBrowser('privacy'),
      inBrowser: true,
    },
    { ...ofSchool, name: 'officer of the school', caller: await hub.partnerOfficer('school') },
    {
      ...ofSchool,
      name: 'officer of the school at the console',
      caller: await hub.officerInBrowser('fg-school'),
      inBrowser: true,
    },
    { ...whole, name: 'anyone', kind: 'anyone', holder: 'niemand', caller: hub.anyone },
  ];
}
