/** What officers said of what they were shown. */
import { moment, onEvent, type View } from './view.js';

export const oversightViews: readonly View[] = [
  {
    name: 'unusual_disposition',
    from: 'unusual_disposition',
    entry: 'entry',
    columns: { unusual: 'unusual_use', disposition: 'disposition' },
    rows: onEvent(['unusual.disposed'], ({ payload: { unusual, disposition } }) => ({
      unusual,
      disposition,
    })),
  },
  {
    name: 'breach_case',
    from: 'breach_case',
    entry: 'entry',
    columns: {
      ...{ id: 'id', about: 'about', concerned: 'concerned', nature: 'nature' },
      ...{ from: 'from_day::text', to: 'to_day::text', awareAt: moment('aware_at') },
    },
    rows: onEvent(['breach.opened'], ({ payload }) => {
      const { breach, about, concerned, nature, from, to, awareAt } = payload;
      return { id: breach, about, concerned, nature, from, to, awareAt };
    }),
  },
  {
    name: 'breach_step',
    from: 'breach_step',
    entry: 'entry',
    columns: { breach: 'breach', step: 'step' },
    rows: onEvent(['breach.stepped'], ({ payload: { breach, step } }) => ({ breach, step })),
  },
  {
    name: 'account_standing',
    from: 'account_standing',
    entry: 'entry',
    columns: { account: 'account', suspended: 'suspended' },
    rows: onEvent(['account.suspended', 'account.resumed'], ({ event, payload }) => ({
      account: payload.account,
      suspended: event === 'account.suspended',
    })),
  },
];
