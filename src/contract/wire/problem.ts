import { Type } from '../schema.js';
import { inclusion } from '../statements.js';

/** RFC 9457, with our `code`, `traceId` and, for bad input, every fault. Extra members are named per code. */
export const problemDocument = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  code: Type.String(),
  traceId: Type.String(),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        in: Type.Optional(Type.Unsafe<'path' | 'query' | 'header'>({ enum: ['path', 'query', 'header'] })),
        pointer: Type.String(),
        reason: Type.String(),
      }),
    ),
  ),
  /** On a refusal that was decided: the exchange and the proof that the refusal was recorded. */
  exchange: Type.Optional(Type.String()),
  proof: Type.Optional(inclusion),
});
