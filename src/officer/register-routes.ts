/** Accounts of the whole as pages, to read or to print. */
import {
  closed,
  differencesAsked,
  type Officer,
  type RegisterDifferences,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { compileWhenAsked } from '../kernel/index.js';
import { daysLater } from './domain/tally.js';
import type { OfficerNeeds } from './needs.js';
import { differencesPage } from './pages/differences-page.js';
import { dpiaPage } from './pages/dpia-page.js';
import { registerPage } from './pages/register-page.js';
import { readDifferences } from './usecases/read-differences.js';
import { readDpiaFacts } from './usecases/read-dpia-facts.js';
import { readRegister } from './usecases/read-register.js';
import { page, type Visit, visitBy } from './visit.js';

const path = '/officer/register';
const document = 'text/html; charset=utf-8';
const check = compileWhenAsked(differencesAsked);
/** What is compared where no days are given, in days until today. */
const usualSpan = 91;

export const registerRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'register'],
    method: 'GET',
    path,
    summary: 'The records of processing activities (AVG art. 30)',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const main = registerPage(visit, await readRegister(needs));
      return visit.show(visit.own.register.title, main, { path });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'register'],
    method: 'GET',
    path: '/officer/dpia',
    summary: 'The facts for an impact assessment (AVG art. 35(7))',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const main = dpiaPage(visit, await readDpiaFacts(needs));
      return visit.show(visit.own.dpia.title, main, { path: '/officer/dpia' });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'register'],
    method: 'GET',
    path: `${path}/differences`,
    summary: 'What became different in the register between two days',
    query: closed({
      from: Type.Optional(Type.String({ maxLength: 20 })),
      to: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    responses: { 200: document, 400: document },
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const today = needs.clock.today();
      const { from = daysLater(today, -usualSpan), to = today } = input.query;
      const faults = faultsOf(visit, from, to);
      const found: RegisterDifferences | null =
        faults.length === 0 ? await readDifferences(needs, { from, to }) : null;
      const main = differencesPage(visit, { from, to, faults, found });
      const status = found === null ? 400 : 200;
      return visit.show(visit.own.differences.title, main, { path: `${path}/differences`, status });
    },
  }),
];

function faultsOf({ own }: Visit, from: string, to: string): readonly string[] {
  if (check({ from, to }).length > 0) return [own.differences.malformed];
  return from > to ? [own.differences.backwards] : [];
}
