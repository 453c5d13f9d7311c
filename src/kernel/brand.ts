declare const brand: unique symbol;

/** A string that only the function which checked it may produce, so that one id cannot pass for another. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
