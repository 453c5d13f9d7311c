/** What a setting of the deadline may be at most: sources answer within it. */
export const longestDeadlineDays = 7;
