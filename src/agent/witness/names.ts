/** JSON Schema of a witness's name: a schema-less URL, as C2SP signed-note recommends. */
export const witnessName = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9.:/_-]{0,199}$' };
