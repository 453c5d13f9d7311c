/** Orders to stop that a recipient did not answer in time. */
import { closed, type Officer, type Route, route, Type } from '../contract/index.js';
import type { OfficerNeeds } from './needs.js';
import { stopsPage } from './pages/stops-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/stops';

export const stopRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'stops'],
    method: 'GET',
    path,
    summary: 'Orders to stop that are overdue, the longest first; the look is recorded',
    query: closed({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const found = await needs.exchange.officers.overdueStops(caller, input.query.cursor ?? null);
      const partners = await partnerNames(needs);
      return visit.show(visit.own.stops.title, stopsPage(visit, { ...found, partners }), { path });
    },
  }),
];
