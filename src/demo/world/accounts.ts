/** Everyone who can sign in. All of them are invented; their passwords are as public as this file. */
import type { Account } from '../identity-provider/registration.js';
import type { PartnerName } from './children.js';

interface Professional {
  readonly account: string;
  readonly name: string;
  readonly at: PartnerName;
  readonly function: string;
}

/** Whoever signs in with a password only could not start an emergency, so professionals always show a code. */
const professional = ({ at, ...rest }: Professional): Account => ({
  ...rest,
  realm: 'professionals',
  password: passwordOf(rest.account),
  clients: [clientIdOf(at)],
  alwaysMultiFactor: true,
});
const citizen = (account: string, name: string): Account => ({
  realm: 'citizens',
  account,
  name,
  password: passwordOf(account),
  sub: `burger-${account}`,
  alwaysMultiFactor: true,
});
const officer = (account: string, name: string, duty: NonNullable<Account['duty']>): Account => ({
  realm: 'officers',
  account,
  name,
  password: passwordOf(account),
  duty,
  alwaysMultiFactor: true,
});

/** Of one partner, whose id at the hub a world has made. */
const partnerOfficer = (
  account: string,
  name: string,
  of: PartnerName,
): Account & { readonly of: PartnerName } => ({ ...officer(account, name, 'partner-officer'), of });

export const passwordOf = (account: string): string => `test-${account}`;
export const clientIdOf = (partner: PartnerName): string => `agent-${partner}`;

export const accounts = {
  careCoordinator: professional({
    account: 'zorgcoordinator',
    name: 'Z. Test, zorgcoördinator',
    at: 'school',
    function: 'zorgcoordinator',
  }),
  nurse: professional({
    account: 'verpleegkundige',
    name: 'V. Test, jeugdverpleegkundige',
    at: 'jgz',
    function: 'jeugdverpleegkundige',
  }),
  doctor: professional({
    account: 'jeugdarts',
    name: 'A. Test, jeugdarts',
    at: 'jgz',
    function: 'jeugdarts',
  }),
  familyWorker: professional({
    account: 'gezinswerker',
    name: 'G. Test, gezinswerker',
    at: 'buurtteam',
    function: 'gezinswerker',
  }),
  supportAdviser: professional({
    account: 'trajectbegeleider',
    name: 'T. Test, trajectbegeleider',
    at: 'samenwerkingsverband',
    function: 'trajectbegeleider',
  }),
  motherOfEight: citizen('moeder-acht', 'Moeder van Testkind Acht'),
  fatherOfEight: citizen('vader-acht', 'Vader van Testkind Acht'),
  motherOfThirteen: citizen('moeder-dertien', 'Moeder van Testkind Dertien'),
  fatherOfThirteen: citizen('vader-dertien', 'Vader van Testkind Dertien'),
  thirteen: citizen('dertien', 'Testkind Dertien'),
  motherOfSixteen: citizen('moeder-zestien', 'Moeder van Testkind Zestien'),
  fatherOfSixteen: citizen('vader-zestien', 'Vader van Testkind Zestien'),
  sixteen: citizen('zestien', 'Testkind Zestien'),
  motherOfEleven: citizen('moeder-elf', 'Moeder van Testkind Elf'),
  fatherOfEleven: citizen('vader-elf', 'Vader van Testkind Elf'),
  administrator: officer('beheerder', 'B. Test, beheerder', 'administrator'),
  privacyOfficer: officer('privacy', 'P. Test, privacy officer', 'privacy-officer'),
  fg: officer('fg', 'F. Test, functionaris gegevensbescherming', 'fg'),
  schoolOfficer: partnerOfficer('fg-school', 'S. Test, functionaris gegevensbescherming', 'school'),
} as const satisfies Record<string, Account>;

export type Who = keyof typeof accounts;
