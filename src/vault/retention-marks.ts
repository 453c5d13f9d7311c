import type pg from 'pg';

/** How far retention was carried out, kept beside the keys so that a restored database lets the same content go anew. */
export interface RetentionMark {
  readonly class: string;
  /** `YYYY-MM-DD`: content of the class from before that day is gone. */
  readonly before: string;
  /** Version of the rule, and its years. */
  readonly rule: string;
  readonly years: number;
}

export interface RetentionMarks {
  /** One that is noted already stays as it is. */
  note(marks: readonly RetentionMark[]): Promise<void>;
  /** Of each class the furthest. */
  furthest(): Promise<readonly RetentionMark[]>;
}

export const retentionMarks = (keysPool: pg.Pool): RetentionMarks => ({
  note: async (marks) => {
    for (const { before, rule, years, ...of } of marks) {
      await keysPool.query(
        'INSERT INTO retention_mark (class, before, rule, years) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [of.class, before, rule, years],
      );
    }
  },
  furthest: async () => {
    const { rows } = await keysPool.query<RetentionMark>(
      `SELECT DISTINCT ON (class) class, before::text AS before, rule, years FROM retention_mark
        ORDER BY class, before DESC`,
    );
    return rows;
  },
});
