/** Partner: what the region does together, in numbers that point at nobody. */
import { civilDate, closed, type Static, slug, Type } from '../schema.js';

const figure = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

/**
 * `GET /v1/insights` (system, professional): requests by purpose in the last four calendar quarters that are over since a week. Null where the
 * number, or what could be computed from it and from one's own, is below `smallest`, or is of fewer children.
 */
export const insights = closed({
  smallest: Type.Integer(),
  quarters: Type.Array(
    closed({
      /** Its first day. */
      from: civilDate,
      purposes: Type.Array(closed({ purpose: slug, asked: figure, released: figure, refused: figure })),
    }),
  ),
});

export type Insights = Static<typeof insights>;
