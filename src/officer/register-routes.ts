/** The records of processing activities as a page, to read or to print. */
import { type Officer, type Route, route } from '../contract/index.js';
import type { OfficerNeeds } from './needs.js';
import { registerPage } from './pages/register-page.js';
import { readRegister } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/register';

export const registerRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path,
    summary: 'The records of processing activities (AVG art. 30)',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const main = registerPage(visit, await readRegister(needs));
      return visit.show(visit.own.register.title, main, { path });
    },
  }),
];
