/** What a setting is, and schemas that several have. */
export interface Setting {
  /** What it is, for `kernhub config --help` and for whoever forgot it. */
  readonly what: string;
  /** Ends the sentence that begins with the variable's name, when the value is wrong. */
  readonly must: string;
  /** JSON Schema of the value after reading. */
  readonly schema: object;
  /** How the text of the variable becomes that value; text by default. */
  readonly read?: 'integer' | 'words' | 'json';
  readonly fallback?: string;
  readonly required?: true;
  /** Further demands in production; the sentence for them. `schema` absent: it must be set. */
  readonly production?: {
    readonly must: string;
    readonly schema?: object;
    /** URLs must lead to another machine. */
    readonly elsewhere?: true;
  };
  /** A URL whose password is not shown. */
  readonly secret?: true;
}

export const pattern = (expression: string, maxLength = 400) => ({
  type: 'string',
  pattern: expression,
  maxLength,
});
export const words = (item: object) => ({ type: 'array', items: item, minItems: 1, maxItems: 2_000 });
export const integer = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });
export const nonEmpty = { type: 'string', minLength: 1, maxLength: 400 };
