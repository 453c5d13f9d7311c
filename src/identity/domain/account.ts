/** So many years after it was last seen an account is forgotten: as long as the access log, in which it may stand. */
export const accountYears = 5;
