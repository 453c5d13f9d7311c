/** What officers said of what they were shown. */
import { onEvent, type View } from './view.js';

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
];
