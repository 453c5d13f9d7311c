/** Whom a text is for: to a young person some are simpler, and say *je*. */
export type Reader = 'adult' | 'young';

/** How a person stands to a child. */
interface Standing {
  readonly as: 'guardian' | 'young-person';
}

/** For whom words about these are written: a young person is there for itself alone. */
export const readerAmong = (standings: readonly Standing[]): Reader =>
  standings.length > 0 && standings.every(({ as }) => as === 'young-person') ? 'young' : 'adult';
